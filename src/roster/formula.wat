;; A formula is words: 0, set · 1, end, parts (any) · 2, end, steps (all), each a word and a formula. The word is 1 where it is
;; wanted, 0 where not, and 2 more when few are likely to be left by then. A set is its first block, the end of its blocks, and
;; for each where it is and how long: 0 nobody, -1 bits, else so many numbers, 1,024 at most. What answers how long something is leaves in $at where it is.
(global $at (mut i32) (i32.const 0))
;; Each level of a formula works in 8,192 bytes of bits, 4,096 of numbers, and 1,024 for what is left of few numbers.
(global $levels (mut i32) (i32.const 0))
;; 8,192 bytes that are zero whenever nobody is at work with them.
(global $marks (mut i32) (i32.const 0))

(func (export "place") (param $levels i32) (param $marks i32)
  (global.set $levels (local.get $levels))
  (global.set $marks (local.get $marks)))

;; What a formula comes to in one block.
(func $solve (export "solve") (param $formula i32) (param $block i32) (param $level i32) (result i32)
  (local $kind i32) (local $set i32)
  (local.set $kind (i32.load (local.get $formula)))
  (if (i32.eq (local.get $kind) (i32.const 1))
    (then (return (call $any (local.get $formula) (local.get $block) (local.get $level)))))
  (if (i32.eq (local.get $kind) (i32.const 2))
    (then (return (call $all (local.get $formula) (local.get $block) (local.get $level)))))
  (local.set $set (i32.load offset=4 (local.get $formula)))
  (if (i32.or
        (i32.lt_u (local.get $block) (i32.load (local.get $set)))
        (i32.ge_u (local.get $block) (i32.load offset=4 (local.get $set))))
    (then (return (i32.const 0))))
  (local.set $set
    (i32.add (local.get $set)
      (i32.shl (i32.sub (local.get $block) (i32.load (local.get $set))) (i32.const 3))))
  (global.set $at (i32.load offset=8 (local.get $set)))
  (i32.load offset=12 (local.get $set)))

(func (export "at") (result i32) (global.get $at))

(func $next (param $formula i32) (result i32)
  (if (i32.eqz (i32.load (local.get $formula)))
    (then (return (i32.add (local.get $formula) (i32.const 8)))))
  (i32.load offset=4 (local.get $formula)))

;; In a level's own memory, where the formula that is worked out next does not write over it.
(func $own (param $own i32) (param $from i32) (param $length i32) (result i32)
  (if (i32.eq (local.get $length) (i32.const -1))
    (then
      (memory.copy (local.get $own) (local.get $from) (i32.const 8192))
      (return (local.get $own))))
  (memory.copy (i32.add (local.get $own) (i32.const 8192)) (local.get $from)
    (i32.shl (local.get $length) (i32.const 1)))
  (i32.add (local.get $own) (i32.const 8192)))

;; As bits.
(func $spread (param $own i32) (param $numbers i32) (param $length i32)
  (memory.fill (local.get $own) (i32.const 0) (i32.const 8192))
  (call $set (local.get $own) (local.get $numbers) (local.get $length)))

;; Bits of a set are held until there are others, to be united with them in one pass.
(func $any (param $formula i32) (param $block i32) (param $level i32) (result i32)
  (local $own i32) (local $end i32) (local $part i32)
  (local $found i32) (local $length i32) (local $other i32) (local $otherLength i32) (local $held i32)
  (local.set $own (i32.add (global.get $levels) (i32.mul (local.get $level) (i32.const 13312))))
  (local.set $end (i32.load offset=4 (local.get $formula)))
  (local.set $part (i32.add (local.get $formula) (i32.const 8)))
  (local.set $held (i32.const -1))
  (block $done
    (loop $parts
      (br_if $done (i32.ge_u (local.get $part) (local.get $end)))
      (local.set $otherLength
        (call $solve (local.get $part) (local.get $block) (i32.add (local.get $level) (i32.const 1))))
      (local.set $other (global.get $at))
      (block $united
        (br_if $united (i32.eqz (local.get $otherLength)))
        (if (i32.eqz (local.get $length))
          (then
            (local.set $length (local.get $otherLength))
            (local.set $found (local.get $other))
            (if (i32.load (local.get $part))
              (then
                (local.set $found
                  (call $own (local.get $own) (local.get $other) (local.get $otherLength)))))
            (br $united)))
        (if (i32.eq (local.get $otherLength) (i32.const -1))
          (then
            (if (i32.eq (local.get $length) (i32.const -1))
              (then
                (if (i32.ne (local.get $held) (i32.const -1))
                  (then
                    (call $or3 (local.get $own) (local.get $found) (local.get $held) (local.get $other))
                    (local.set $held (i32.const -1)))
                  (else
                    (if (i32.eqz (i32.load (local.get $part)))
                      (then
                        (local.set $held (local.get $other))
                        (br $united)))
                    (drop (call $or (local.get $own) (local.get $found) (local.get $other))))))
              (else
                (memory.copy (local.get $own) (local.get $other) (i32.const 8192))
                (call $set (local.get $own) (local.get $found) (local.get $length)))))
          (else
            (if (i32.eq (local.get $length) (i32.const -1))
              (then
                (if (i32.ne (local.get $held) (i32.const -1))
                  (then
                    (drop (call $or (local.get $own) (local.get $found) (local.get $held)))
                    (local.set $held (i32.const -1)))
                  (else
                    (if (i32.ne (local.get $found) (local.get $own))
                      (then (memory.copy (local.get $own) (local.get $found) (i32.const 8192)))))))
              (else
                (call $spread (local.get $own) (local.get $found) (local.get $length))))
            (call $set (local.get $own) (local.get $other) (local.get $otherLength))))
        (local.set $found (local.get $own))
        (local.set $length (i32.const -1)))
      (local.set $part (call $next (local.get $part)))
      (br $parts)))
  (if (i32.ne (local.get $held) (i32.const -1))
    (then
      (drop (call $or (local.get $own) (local.get $found) (local.get $held)))
      (local.set $found (local.get $own))))
  (global.set $at (local.get $found))
  (local.get $length))

;; Bits of a set are held until there are others: then one pass sees to both.
(func $all (param $formula i32) (param $block i32) (param $level i32) (result i32)
  (local $own i32) (local $numbers i32) (local $end i32) (local $step i32) (local $wanted i32) (local $few i32)
  (local $held i32) (local $wantsHeld i32)
  (local $found i32) (local $length i32) (local $other i32) (local $otherLength i32)
  (local.set $own (i32.add (global.get $levels) (i32.mul (local.get $level) (i32.const 13312))))
  (local.set $numbers (i32.add (local.get $own) (i32.const 8192)))
  (local.set $end (i32.load offset=4 (local.get $formula)))
  (local.set $step (i32.add (local.get $formula) (i32.const 8)))
  (local.set $held (i32.const -1))
  (block $done
    (loop $steps
      (br_if $done (i32.ge_u (local.get $step) (local.get $end)))
      (local.set $few (i32.shr_u (i32.load (local.get $step)) (i32.const 1)))
      (local.set $wanted (i32.and (i32.load (local.get $step)) (i32.const 1)))
      (local.set $step (i32.add (local.get $step) (i32.const 4)))
      (block $combined
        (if (i32.and (i32.gt_s (local.get $length) (i32.const 0))
              (i32.eq (i32.load (local.get $step)) (i32.const 1)))
          (then
            (local.set $length
              (call $sieve (local.get $step) (local.get $block) (local.get $level)
                (local.get $found) (local.get $length) (local.get $wanted)))
            (local.set $found (local.get $numbers))
            (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
            (br $combined)))
        (local.set $otherLength
          (call $solve (local.get $step) (local.get $block) (i32.add (local.get $level) (i32.const 1))))
        (local.set $other (global.get $at))
        (if (i32.eqz (local.get $otherLength))
          (then
            (if (local.get $wanted) (then (return (i32.const 0))))
            (br $combined)))
        (if (i32.eqz (local.get $length))
          (then
            (local.set $length (local.get $otherLength))
            (local.set $found (local.get $other))
            (if (i32.gt_s (local.get $length) (i32.const 384))
              (then
                (call $spread (local.get $own) (local.get $found) (local.get $length))
                (local.set $found (local.get $own))
                (local.set $length (i32.const -1)))
              (else
                (if (i32.load (local.get $step))
                  (then
                    (local.set $found
                      (call $own (local.get $own) (local.get $other) (local.get $otherLength)))))))
            (br $combined)))
        (if (i32.gt_s (local.get $length) (i32.const 0))
          (then
            (local.set $length
              (call $among (local.get $found) (local.get $length) (local.get $other) (local.get $otherLength)
                (local.get $wanted) (local.get $numbers)))
            (local.set $found (local.get $numbers))
            (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
            (br $combined)))
        (if (i32.eq (local.get $otherLength) (i32.const -1))
          (then
            (if (i32.ne (local.get $held) (i32.const -1))
              (then
                (if (i32.eqz
                      (call $sift (local.get $own) (local.get $found) (local.get $held) (local.get $wantsHeld)
                        (local.get $other) (local.get $wanted)))
                  (then (return (i32.const 0))))
                (local.set $held (i32.const -1)))
              (else
                (if (i32.eqz (i32.or (i32.load (local.get $step)) (local.get $few)))
                  (then
                    (local.set $held (local.get $other))
                    (local.set $wantsHeld (local.get $wanted))
                    (br $combined)))
                (if (i32.eqz
                      (call $narrow (local.get $own) (local.get $found) (local.get $other) (local.get $wanted)))
                  (then (return (i32.const 0)))))))
          (else
            (if (i32.ne (local.get $held) (i32.const -1))
              (then
                (if (i32.eqz
                      (call $narrow (local.get $own) (local.get $found) (local.get $held) (local.get $wantsHeld)))
                  (then (return (i32.const 0))))
                (local.set $held (i32.const -1))
                (local.set $found (local.get $own))))
            (if (local.get $wanted)
              (then
                (local.set $length
                  (call $keep (local.get $other) (local.get $otherLength) (local.get $found) (i32.const 1)
                    (local.get $numbers)))
                (local.set $found (local.get $numbers))
                (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
                (br_if $combined (i32.le_u (local.get $length) (i32.const 384)))
                (call $spread (local.get $own) (local.get $found) (local.get $length))
                (local.set $length (i32.const -1))
                (local.set $found (local.get $own))
                (br $combined)))
            (if (i32.ne (local.get $found) (local.get $own))
              (then (memory.copy (local.get $own) (local.get $found) (i32.const 8192))))
            (call $clear (local.get $own) (local.get $other) (local.get $otherLength))))
        (local.set $found (local.get $own)))
      (if (i32.and (local.get $few) (i32.eq (local.get $length) (i32.const -1)))
        (then
          (if (i32.ne (local.get $held) (i32.const -1))
            (then
              (drop (call $narrow (local.get $own) (local.get $found) (local.get $held) (local.get $wantsHeld)))
              (local.set $held (i32.const -1))
              (local.set $found (local.get $own))))
          (local.set $length (call $numbers (local.get $found) (local.get $numbers) (i32.const 384)))
          (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
          (if (i32.gt_s (local.get $length) (i32.const 0)) (then (local.set $found (local.get $numbers))))))
      (local.set $step (call $next (local.get $step)))
      (br $steps)))
  (if (i32.ne (local.get $held) (i32.const -1))
    (then
      (if (i32.eqz
            (call $narrow (local.get $own) (local.get $found) (local.get $held) (local.get $wantsHeld)))
        (then (return (i32.const 0))))
      (local.set $found (local.get $own))))
  (global.set $at (local.get $found))
  (local.get $length))

(func $narrow (param $into i32) (param $found i32) (param $other i32) (param $wanted i32) (result i32)
  (if (local.get $wanted)
    (then (return (call $and (local.get $into) (local.get $found) (local.get $other)))))
  (call $andNot (local.get $into) (local.get $found) (local.get $other)))

;; Keeps those of few numbers that are, or are not, among others.
(func $among (param $found i32) (param $length i32) (param $other i32) (param $otherLength i32) (param $wanted i32)
  (param $into i32) (result i32)
  (if (i32.eq (local.get $otherLength) (i32.const -1))
    (then
      (return
        (call $keep (local.get $found) (local.get $length) (local.get $other) (local.get $wanted) (local.get $into)))))
  (if (i32.gt_u (local.get $otherLength) (i32.add (i32.mul (local.get $length) (i32.const 3)) (i32.const 7)))
    (then
      (return
        (call $walk (local.get $found) (local.get $length) (local.get $other) (local.get $otherLength)
          (local.get $wanted) (local.get $into)))))
  (call $set (global.get $marks) (local.get $other) (local.get $otherLength))
  (local.set $length
    (call $keep (local.get $found) (local.get $length) (global.get $marks) (local.get $wanted) (local.get $into)))
  (call $clear (global.get $marks) (local.get $other) (local.get $otherLength))
  (local.get $length))

;; The same for far fewer numbers than others, of which there are eight at least: it looks at eight at a time.
(func $walk (param $found i32) (param $length i32) (param $other i32) (param $otherLength i32) (param $wanted i32)
  (param $into i32) (result i32)
  (local $end i32) (local $last i32) (local $start i32) (local $number i32)
  (local.set $start (local.get $into))
  (local.set $end (i32.add (local.get $found) (i32.shl (local.get $length) (i32.const 1))))
  (local.set $last (i32.add (local.get $other) (i32.shl (i32.sub (local.get $otherLength) (i32.const 8)) (i32.const 1))))
  (block $done
    (loop $next
      (br_if $done (i32.ge_u (local.get $found) (local.get $end)))
      (local.set $number (i32.load16_u (local.get $found)))
      (block $there
        (loop $on
          (br_if $there (i32.ge_u (local.get $other) (local.get $last)))
          (br_if $there (i32.ge_u (i32.load16_u offset=14 (local.get $other)) (local.get $number)))
          (local.set $other (i32.add (local.get $other) (i32.const 16)))
          (br $on)))
      (local.set $other
        (select (local.get $other) (local.get $last) (i32.lt_u (local.get $other) (local.get $last))))
      (i32.store16 (local.get $into) (local.get $number))
      (local.set $into
        (i32.add (local.get $into)
          (i32.shl
            (i32.eq (local.get $wanted)
              (v128.any_true (i16x8.eq (v128.load (local.get $other)) (i16x8.splat (local.get $number)))))
            (i32.const 1))))
      (local.set $found (i32.add (local.get $found) (i32.const 2)))
      (br $next)))
  (i32.shr_u (i32.sub (local.get $into) (local.get $start)) (i32.const 1)))

;; Keeps those of few numbers that are, or are not, in any part: it goes on with those that have been in none so far.
(func $sieve (param $formula i32) (param $block i32) (param $level i32) (param $found i32) (param $length i32)
  (param $wanted i32) (result i32)
  (local $own i32) (local $numbers i32) (local $rest i32) (local $left i32) (local $end i32) (local $part i32)
  (local $other i32) (local $otherLength i32) (local $marked i32)
  (local.set $own (i32.add (global.get $levels) (i32.mul (local.get $level) (i32.const 13312))))
  (local.set $numbers (i32.add (local.get $own) (i32.const 8192)))
  (local.set $rest (i32.add (local.get $own) (i32.const 12288)))
  (local.set $end (i32.load offset=4 (local.get $formula)))
  (local.set $part (i32.add (local.get $formula) (i32.const 8)))
  (local.set $left (local.get $length))
  (memory.copy (local.get $rest) (local.get $found) (i32.shl (local.get $length) (i32.const 1)))
  (block $done
    (loop $parts
      (br_if $done (i32.ge_u (local.get $part) (local.get $end)))
      (local.set $otherLength
        (call $solve (local.get $part) (local.get $block) (i32.add (local.get $level) (i32.const 1))))
      (local.set $other (global.get $at))
      (if (i32.eq (local.get $otherLength) (i32.const -1))
        (then
          (local.set $left
            (call $keep (local.get $rest) (local.get $left) (local.get $other) (i32.const 0) (local.get $rest)))
          (br_if $done (i32.eqz (local.get $left))))
        (else
          (if (i32.gt_u (local.get $otherLength) (i32.add (i32.mul (local.get $left) (i32.const 3)) (i32.const 7)))
            (then
              (local.set $left
                (call $walk (local.get $rest) (local.get $left) (local.get $other) (local.get $otherLength)
                  (i32.const 0) (local.get $rest)))
              (br_if $done (i32.eqz (local.get $left)))
              (local.set $otherLength (i32.const 0))))
          (if (local.get $otherLength)
            (then
              (if (i32.eqz (local.get $marked))
                (then (memory.fill (local.get $own) (i32.const 0) (i32.const 8192))))
              (local.set $marked (i32.const 1))
              (call $set (local.get $own) (local.get $other) (local.get $otherLength))))))
      (local.set $part (call $next (local.get $part)))
      (br $parts)))
  (if (local.get $marked)
    (then
      (local.set $left
        (call $keep (local.get $rest) (local.get $left) (local.get $own) (i32.const 0) (local.get $rest)))))
  (if (local.get $wanted)
    (then
      (return
        (call $among (local.get $found) (local.get $length) (local.get $rest) (local.get $left) (i32.const 0)
          (local.get $numbers)))))
  (memory.copy (local.get $numbers) (local.get $rest) (i32.shl (local.get $left) (i32.const 1)))
  (local.get $left))
