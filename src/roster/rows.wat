;; Rows of people side by side, one bit each. The first half of a row is the people as they were, the second as they will be.
;; Rows are a multiple of 32 bytes; all arguments are byte offsets. With ask.wat one module, compiled into ask.wasm.ts;
;; kernel.test.ts holds them together.

;; Who is in a segment that another refers to.
(import "roster" "members" (func $members (param i32) (result i32)))
(memory (export "memory") 16)

;; Bytes of a row.
(global $width (mut i32) (i32.const 0))

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

(func $differ (param $a i32) (param $b i32) (param $bytes i32) (result i32)
  (local $end i32) (local $some v128)
  (local.set $end (i32.add (local.get $a) (local.get $bytes)))
  (loop $more
    (local.set $some
      (v128.or (local.get $some) (v128.xor (v128.load (local.get $a)) (v128.load (local.get $b)))))
    (local.set $a (i32.add (local.get $a) (i32.const 16)))
    (local.set $b (i32.add (local.get $b) (i32.const 16)))
    (br_if $more (i32.lt_u (local.get $a) (local.get $end))))
  (v128.any_true (local.get $some)))

;; The places of those in the second of two halves and not in the first.
(func $places (param $without i32) (param $in i32) (param $bytes i32) (param $into i32) (result i32)
  (local $bits i64) (local $at i32)
  (loop $words
    (local.set $bits
      (i64.and
        (i64.load (i32.add (local.get $in) (local.get $at)))
        (i64.xor (i64.const -1) (i64.load (i32.add (local.get $without) (local.get $at))))))
    (block $done
      (loop $more
        (br_if $done (i64.eqz (local.get $bits)))
        (i32.store16 (local.get $into)
          (i32.add (i32.shl (local.get $at) (i32.const 3)) (i32.wrap_i64 (i64.ctz (local.get $bits)))))
        (local.set $into (i32.add (local.get $into) (i32.const 2)))
        (local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
        (br $more)))
    (local.set $at (i32.add (local.get $at) (i32.const 8)))
    (br_if $words (i32.lt_u (local.get $at) (local.get $bytes))))
  (local.get $into))
