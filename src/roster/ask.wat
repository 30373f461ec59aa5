;; Asks programs (program.ts) of many people at once. They lie side by side, one bit each, in rows: one for each tag and each
;; key that somebody has, and for each segment that others refer to. The first half of a row is the people as they were, the
;; second as they will be. Rows are a multiple of 32 bytes; all arguments are byte offsets.
(import "roster" "members" (func $members (param i32) (result i32)))
(memory (export "memory") 16)

;; By number, where the row of a tag or key begins; 0, where nobody is, for those that none of them has.
(global $tags (mut i32) (i32.const 0))
(global $tagsEnd (mut i32) (i32.const 0))
(global $keys (mut i32) (i32.const 0))
(global $keysEnd (mut i32) (i32.const 0))
;; Bytes of a row.
(global $width (mut i32) (i32.const 0))
;; Who is there at all.
(global $active (mut i32) (i32.const 0))
;; Room for the places of who enters, and behind it of who leaves: two bytes each.
(global $entered (mut i32) (i32.const 0))
(global $left (mut i32) (i32.const 0))

;; What comes after what has just been asked, and whether its answer is everybody but its row.
(global $next (mut i32) (i32.const 0))
(global $turned (mut i32) (i32.const 0))

(func (export "start") (param $width i32) (param $active i32) (param $entered i32) (param $left i32)
  (global.set $width (local.get $width))
  (global.set $active (local.get $active))
  (global.set $entered (local.get $entered))
  (global.set $left (local.get $left)))

(func (export "tables") (param $tags i32) (param $tagsEnd i32) (param $keys i32) (param $keysEnd i32)
  (global.set $tags (local.get $tags))
  (global.set $tagsEnd (local.get $tagsEnd))
  (global.set $keys (local.get $keys))
  (global.set $keysEnd (local.get $keysEnd)))

;; Each of the three writes a row, which may be one of those it reads; $and and $andNot answer whether anybody is left.
(func $or (export "or") (param $into i32) (param $a i32) (param $b i32)
  (local $end i32)
  (local.set $end (i32.add (local.get $into) (global.get $width)))
  (loop $more
    (v128.store (local.get $into) (v128.or (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store offset=16 (local.get $into)
      (v128.or (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (local.set $into (i32.add (local.get $into) (i32.const 32)))
    (local.set $a (i32.add (local.get $a) (i32.const 32)))
    (local.set $b (i32.add (local.get $b) (i32.const 32)))
    (br_if $more (i32.lt_u (local.get $into) (local.get $end)))))

(func $and (param $into i32) (param $a i32) (param $b i32) (result i32)
  (local $end i32) (local $found v128) (local $some v128)
  (local.set $end (i32.add (local.get $into) (global.get $width)))
  (loop $more
    (local.set $found (v128.and (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.and (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 32)))
    (local.set $a (i32.add (local.get $a) (i32.const 32)))
    (local.set $b (i32.add (local.get $b) (i32.const 32)))
    (br_if $more (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

(func $andNot (param $into i32) (param $a i32) (param $b i32) (result i32)
  (local $end i32) (local $found v128) (local $some v128)
  (local.set $end (i32.add (local.get $into) (global.get $width)))
  (loop $more
    (local.set $found (v128.andnot (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.andnot (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 32)))
    (local.set $a (i32.add (local.get $a) (i32.const 32)))
    (local.set $b (i32.add (local.get $b) (i32.const 32)))
    (br_if $more (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

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
  (global.set $turned (i32.const 0))
  (global.set $next (i32.add (local.get $at) (i32.const 8)))
  (call $members (i32.load offset=4 (local.get $at))))

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
            (else (local.set $found (local.get $row))))))
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
            (else (call $or (local.get $own) (local.get $found) (local.get $row))))))
      (local.set $found (local.get $own))
      (br $more)))
  (global.set $next (local.get $end))
  (global.set $turned (i32.xor (local.get $turned) (local.get $none)))
  (local.get $found))

;; Asks a program, keeps its answer in a row if there is one for it, and writes the places of those who enter and leave.
;; Answers how many enter, and how many leave times 65,536.
(func (export "move") (param $program i32) (param $levels i32) (param $keep i32) (result i32)
  (local $row i32) (local $turned v128) (local $half i32) (local $place i32) (local $active i32)
  (local $before v128) (local $after v128) (local $moved v128) (local $entered i32) (local $left i32)
  (local.set $row (call $ask (local.get $program) (local.get $levels)))
  (local.set $turned (i32x4.splat (i32.sub (i32.const 0) (global.get $turned))))
  (local.set $half (i32.shr_u (global.get $width) (i32.const 1)))
  (local.set $active (global.get $active))
  (local.set $entered (global.get $entered))
  (local.set $left (global.get $left))
  (loop $more
    (local.set $before
      (v128.and (v128.load (local.get $active)) (v128.xor (local.get $turned) (v128.load (local.get $row)))))
    (local.set $after
      (v128.and
        (v128.load (i32.add (local.get $active) (local.get $half)))
        (v128.xor (local.get $turned) (v128.load (i32.add (local.get $row) (local.get $half))))))
    (if (local.get $keep)
      (then
        (v128.store (local.get $keep) (local.get $before))
        (v128.store (i32.add (local.get $keep) (local.get $half)) (local.get $after))
        (local.set $keep (i32.add (local.get $keep) (i32.const 16)))))
    (local.set $moved (v128.xor (local.get $before) (local.get $after)))
    (if (v128.any_true (local.get $moved))
      (then
        (local.set $entered
          (call $places (i64x2.extract_lane 0 (v128.and (local.get $moved) (local.get $after)))
            (local.get $place) (local.get $entered)))
        (local.set $entered
          (call $places (i64x2.extract_lane 1 (v128.and (local.get $moved) (local.get $after)))
            (i32.add (local.get $place) (i32.const 64)) (local.get $entered)))
        (local.set $left
          (call $places (i64x2.extract_lane 0 (v128.and (local.get $moved) (local.get $before)))
            (local.get $place) (local.get $left)))
        (local.set $left
          (call $places (i64x2.extract_lane 1 (v128.and (local.get $moved) (local.get $before)))
            (i32.add (local.get $place) (i32.const 64)) (local.get $left)))))
    (local.set $row (i32.add (local.get $row) (i32.const 16)))
    (local.set $active (i32.add (local.get $active) (i32.const 16)))
    (local.set $place (i32.add (local.get $place) (i32.const 128)))
    (br_if $more (i32.lt_u (local.get $place) (i32.shl (local.get $half) (i32.const 3)))))
  (i32.or
    (i32.shr_u (i32.sub (local.get $entered) (global.get $entered)) (i32.const 1))
    (i32.shl (i32.sub (local.get $left) (global.get $left)) (i32.const 15))))

(func $places (param $bits i64) (param $place i32) (param $into i32) (result i32)
  (block $done
    (loop $more
      (br_if $done (i64.eqz (local.get $bits)))
      (i32.store16 (local.get $into) (i32.add (local.get $place) (i32.wrap_i64 (i64.ctz (local.get $bits)))))
      (local.set $into (i32.add (local.get $into) (i32.const 2)))
      (local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
      (br $more)))
  (local.get $into))
