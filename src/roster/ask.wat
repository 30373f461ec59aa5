;; Asks programs (program.ts) of all people of the rows at once: there is a row for each tag and each key that somebody has, and
;; for each segment that others refer to.

;; By the number of a segment, where its program begins.
(global $programs (mut i32) (i32.const 0))
;; A row for each level of a program.
(global $levels (mut i32) (i32.const 0))

;; By number, where the row of a tag or key begins; 0, where nobody is, for those that none of them has.
(global $tags (mut i32) (i32.const 0))
(global $tagsEnd (mut i32) (i32.const 0))
(global $keys (mut i32) (i32.const 0))
(global $keysEnd (mut i32) (i32.const 0))
;; Who is there at all.
(global $active (mut i32) (i32.const 0))

;; What comes after what has just been asked, and whether its answer is everybody but its row.
(global $next (mut i32) (i32.const 0))
(global $turned (mut i32) (i32.const 0))

(func (export "start") (param $programs i32) (param $levels i32) (param $width i32) (param $active i32)
  (global.set $programs (local.get $programs))
  (global.set $levels (local.get $levels))
  (global.set $width (local.get $width))
  (global.set $active (local.get $active)))

;; Whether a row of few people has everybody who is there: then nothing can be added to it. Of many nobody asks.
(func $hasAll (param $row i32) (result i32)
  (if (i32.ne (global.get $width) (i32.const 32)) (then (return (i32.const 0))))
  (i32.eqz
    (v128.any_true
      (v128.or
        (v128.andnot (v128.load (global.get $active)) (v128.load (local.get $row)))
        (v128.andnot (v128.load offset=16 (global.get $active)) (v128.load offset=16 (local.get $row)))))))

(func (export "tables") (param $tags i32) (param $tagsEnd i32) (param $keys i32) (param $keysEnd i32)
  (global.set $tags (local.get $tags))
  (global.set $tagsEnd (local.get $tagsEnd))
  (global.set $keys (local.get $keys))
  (global.set $keysEnd (local.get $keysEnd)))

(func $row (param $table i32) (param $end i32) (param $number i32) (result i32)
  (local.set $table (i32.add (local.get $table) (i32.shl (local.get $number) (i32.const 2))))
  (if (result i32) (i32.lt_u (local.get $table) (local.get $end))
    (then (i32.load (local.get $table)))
    (else (i32.const 0))))

;; Answers a row; it is $own or one that is there anyway.
(func $ask (param $at i32) (param $own i32) (result i32)
  (local $kind i32)
  (local.set $kind (i32.load (local.get $at)))
  (if (i32.eqz (local.get $kind)) (then (return (call $anyTag (local.get $at) (local.get $own)))))
  (if (i32.eq (local.get $kind) (i32.const 4)) (then (return (call $all (local.get $at) (local.get $own)))))
  (if (i32.gt_u (local.get $kind) (i32.const 4)) (then (return (call $any (local.get $at) (local.get $own)))))
  (if (i32.eq (local.get $kind) (i32.const 1)) (then (return (call $eachTag (local.get $at) (local.get $own)))))
  (if (i32.eq (local.get $kind) (i32.const 2))
    (then
      (global.set $turned (i32.load offset=4 (local.get $at)))
      (global.set $next (i32.add (local.get $at) (i32.const 12)))
      (return
        (call $row (global.get $keys) (global.get $keysEnd) (i32.load offset=8 (local.get $at))))))
  ;; Asking others in between comes back here.
  (local.set $own (call $members (i32.load offset=4 (local.get $at))))
  (global.set $turned (i32.const 0))
  (global.set $next (i32.add (local.get $at) (i32.const 8)))
  (local.get $own))

(func $anyTag (param $at i32) (param $own i32) (result i32)
  (local $end i32) (local $found i32) (local $row i32)
  (global.set $turned (i32.load offset=4 (local.get $at)))
  (local.set $end
    (i32.add (i32.add (local.get $at) (i32.const 12)) (i32.shl (i32.load offset=8 (local.get $at)) (i32.const 2))))
  (local.set $at (i32.add (local.get $at) (i32.const 12)))
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $row (call $row (global.get $tags) (global.get $tagsEnd) (i32.load (local.get $at))))
      (if (local.get $row)
        (then
          (if (local.get $found)
            (then
              (call $or (local.get $own) (local.get $found) (local.get $row))
              (local.set $found (local.get $own)))
            (else (local.set $found (local.get $row))))
          (br_if $done (call $hasAll (local.get $found)))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br $more)))
  (global.set $next (local.get $end))
  (local.get $found))

;; Of no tags at all it is true of everybody.
(func $eachTag (param $at i32) (param $own i32) (result i32)
  (local $end i32) (local $found i32) (local $row i32)
  (local.set $end
    (i32.add (i32.add (local.get $at) (i32.const 8)) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 2))))
  (local.set $at (i32.add (local.get $at) (i32.const 8)))
  (global.set $next (local.get $end))
  (global.set $turned (i32.eq (local.get $at) (local.get $end)))
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $row (call $row (global.get $tags) (global.get $tagsEnd) (i32.load (local.get $at))))
      (if (i32.eqz (local.get $row)) (then (return (i32.const 0))))
      (if (local.get $found)
        (then
          (drop (call $and (local.get $own) (local.get $found) (local.get $row)))
          (local.set $found (local.get $own)))
        (else (local.set $found (local.get $row))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br $more)))
  (local.get $found))

;; Whoever is in all parts so far: $found, or everybody but $found. Parts may be turned, too. The first part works in the
;; row that all of them are to end in.
(func $all (param $at i32) (param $own i32) (result i32)
  (local $end i32) (local $found i32) (local $turned i32) (local $row i32) (local $level i32)
  (local.set $end (i32.add (local.get $at) (i32.load offset=4 (local.get $at))))
  (local.set $at (i32.add (local.get $at) (i32.const 8)))
  (local.set $level (local.get $own))
  (local.set $turned (i32.const 1))
  (block $nobody
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $row (call $ask (local.get $at) (local.get $level)))
        (local.set $at (global.get $next))
        (if (global.get $turned)
          (then
            (br_if $more (i32.eqz (local.get $row)))
            (if (i32.eqz (local.get $found))
              (then (local.set $found (local.get $row)))
              (else
                (if (local.get $turned)
                  (then (call $or (local.get $own) (local.get $found) (local.get $row)))
                  (else
                    (br_if $nobody
                      (i32.eqz (call $andNot (local.get $own) (local.get $found) (local.get $row))))))
                (local.set $found (local.get $own)))))
          (else
            (br_if $nobody (i32.eqz (local.get $row)))
            (if (i32.eqz (local.get $found))
              (then (local.set $found (local.get $row)))
              (else
                (br_if $nobody
                  (i32.eqz
                    (if (result i32) (local.get $turned)
                      (then (call $andNot (local.get $own) (local.get $row) (local.get $found)))
                      (else (call $and (local.get $own) (local.get $row) (local.get $found))))))
                (local.set $found (local.get $own))))
            (local.set $turned (i32.const 0))))
        (local.set $level (i32.add (local.get $own) (global.get $width)))
        (br $more)))
    (global.set $next (local.get $end))
    (global.set $turned (local.get $turned))
    (return (local.get $found)))
  (global.set $next (local.get $end))
  (global.set $turned (i32.const 0))
  (i32.const 0))

;; Whoever is in one part at least; of none (6), everybody but them.
(func $any (param $at i32) (param $own i32) (result i32)
  (local $end i32) (local $found i32) (local $turned i32) (local $row i32) (local $level i32) (local $none i32)
  (local.set $none (i32.eq (i32.load (local.get $at)) (i32.const 6)))
  (local.set $end (i32.add (local.get $at) (i32.load offset=4 (local.get $at))))
  (local.set $at (i32.add (local.get $at) (i32.const 8)))
  (local.set $level (local.get $own))
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (local.set $row (call $ask (local.get $at) (local.get $level)))
      (local.set $at (global.get $next))
      (if (i32.eq (local.get $level) (local.get $own))
        (then
          (br_if $more (i32.eqz (i32.or (local.get $row) (global.get $turned))))
          (local.set $found (local.get $row))
          (local.set $turned (global.get $turned))
          (local.set $level (i32.add (local.get $own) (global.get $width)))
          (br_if $more (local.get $turned))
          (br_if $done (call $hasAll (local.get $found)))
          (br $more)))
      (if (global.get $turned)
        (then
          (if (local.get $turned)
            (then (drop (call $and (local.get $own) (local.get $found) (local.get $row))))
            (else (drop (call $andNot (local.get $own) (local.get $row) (local.get $found)))))
          (local.set $turned (i32.const 1)))
        (else
          (br_if $more (i32.eqz (local.get $row)))
          (if (local.get $turned)
            (then (drop (call $andNot (local.get $own) (local.get $found) (local.get $row))))
            (else
              (call $or (local.get $own) (local.get $found) (local.get $row))
              (local.set $found (local.get $own))
              (br_if $done (call $hasAll (local.get $own)))))))
      (local.set $found (local.get $own))
      (br $more)))
  (global.set $next (local.get $end))
  (global.set $turned (i32.xor (local.get $turned) (local.get $none)))
  (local.get $found))

;; Asks the program of a segment, as far as people are there at all.
(func $answer (export "answer") (param $segment i32) (param $levels i32) (param $into i32)
  (local $row i32)
  (local.set $row
    (call $ask
      (i32.load (i32.add (global.get $programs) (i32.shl (local.get $segment) (i32.const 2))))
      (local.get $levels)))
  (if (global.get $turned)
    (then (drop (call $andNot (local.get $into) (global.get $active) (local.get $row))))
    (else (drop (call $and (local.get $into) (global.get $active) (local.get $row))))))

;; Lists the numbers that are marked in both, a byte each, sixteen at a time. Answers where the list ends.
(func (export "marked") (param $end i32) (param $open i32) (param $within i32) (param $into i32) (result i32)
  (local $from i32) (local $marked i32)
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
      (local.set $marked
        (i8x16.bitmask
          (i8x16.ne
            (v128.and
              (v128.load (i32.add (local.get $open) (local.get $from)))
              (v128.load (i32.add (local.get $within) (local.get $from))))
            (v128.const i32x4 0 0 0 0))))
      (block $none
        (loop $next
          (br_if $none (i32.eqz (local.get $marked)))
          (i32.store (local.get $into) (i32.add (local.get $from) (i32.ctz (local.get $marked))))
          (local.set $into (i32.add (local.get $into) (i32.const 4)))
          (local.set $marked (i32.and (local.get $marked) (i32.sub (local.get $marked) (i32.const 1))))
          (br $next)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br $more)))
  (local.get $into))

;; Asks the segments of a list. For those that somebody enters or leaves it writes their number, how many enter and how many
;; leave times 65,536, and the places of the ones and the others, two bytes each; then in fours. Stops where there is no room
;; for one more. Answers where to go on and leaves in $written where it stopped to write. Programs are far apart in memory: the
;; one after the next is fetched meanwhile.
(global $written (mut i32) (i32.const 0))
(func (export "written") (result i32) (global.get $written))

(func (export "moves") (param $from i32) (param $end i32) (param $into i32) (param $full i32) (result i32)
  (block $done
    (loop $more
      (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
      (br_if $done (i32.ge_u (local.get $into) (local.get $full)))
      (if (i32.lt_u (i32.add (local.get $from) (i32.const 8)) (local.get $end))
        (then (call $fetch (i32.load offset=8 (local.get $from)))))
      (call $answer (i32.load (local.get $from)) (i32.add (global.get $levels) (global.get $width))
        (global.get $levels))
      (local.set $into (call $record (i32.load (local.get $from)) (local.get $into)))
      (local.set $from (i32.add (local.get $from) (i32.const 4)))
      (br $more)))
  (global.set $written (local.get $into))
  (local.get $from))

(func $fetch (param $segment i32)
  (local $at i32)
  (local.set $at (i32.load (i32.add (global.get $programs) (i32.shl (local.get $segment) (i32.const 2)))))
  (drop (i32.load (local.get $at)))
  (drop (i32.load offset=64 (local.get $at)))
  (drop (i32.load offset=128 (local.get $at))))

(func $record (param $segment i32) (param $into i32) (result i32)
  (local $before i32) (local $half i32) (local $entered i32) (local $left i32)
  (local.set $before (global.get $levels))
  (local.set $half (i32.shr_u (global.get $width) (i32.const 1)))
  (if (i32.eqz (call $differ (local.get $before) (i32.add (local.get $before) (local.get $half)) (local.get $half)))
    (then (return (local.get $into))))
  (local.set $entered
    (call $places (local.get $before) (i32.add (local.get $before) (local.get $half)) (local.get $half)
      (i32.add (local.get $into) (i32.const 8))))
  (local.set $left
    (call $places (i32.add (local.get $before) (local.get $half)) (local.get $before) (local.get $half)
      (local.get $entered)))
  (i32.store (local.get $into) (local.get $segment))
  (i32.store offset=4 (local.get $into)
    (i32.or
      (i32.shr_u (i32.sub (local.get $entered) (i32.add (local.get $into) (i32.const 8))) (i32.const 1))
      (i32.shl (i32.sub (local.get $left) (local.get $entered)) (i32.const 15))))
  (i32.and (i32.add (local.get $left) (i32.const 3)) (i32.const -4)))
