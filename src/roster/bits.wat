;; Bit work on blocks of 65,536 people: 8,192 bytes of bits, or ascending 16-bit numbers. All arguments are byte offsets into
;; the one memory, 16-byte aligned for bits. Compiled into bits.wasm.ts; bits.test.ts holds the two together.
(module
  (memory (export "memory") 64)

  (func (export "or") (param $into i32) (param $from i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $into) (i32.const 8192)))
    (loop $next
      (v128.store (local.get $into)
        (v128.or (v128.load (local.get $into)) (v128.load (local.get $from))))
      (v128.store offset=16 (local.get $into)
        (v128.or (v128.load offset=16 (local.get $into)) (v128.load offset=16 (local.get $from))))
      (local.set $into (i32.add (local.get $into) (i32.const 32)))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $into) (local.get $end)))))

  (func (export "and") (param $into i32) (param $from i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $into) (i32.const 8192)))
    (loop $next
      (v128.store (local.get $into)
        (v128.and (v128.load (local.get $into)) (v128.load (local.get $from))))
      (v128.store offset=16 (local.get $into)
        (v128.and (v128.load offset=16 (local.get $into)) (v128.load offset=16 (local.get $from))))
      (local.set $into (i32.add (local.get $into) (i32.const 32)))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $into) (local.get $end)))))

  (func (export "andNot") (param $into i32) (param $from i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $into) (i32.const 8192)))
    (loop $next
      (v128.store (local.get $into)
        (v128.andnot (v128.load (local.get $into)) (v128.load (local.get $from))))
      (v128.store offset=16 (local.get $into)
        (v128.andnot (v128.load offset=16 (local.get $into)) (v128.load offset=16 (local.get $from))))
      (local.set $into (i32.add (local.get $into) (i32.const 32)))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $into) (local.get $end)))))

  ;; How many bits are set.
  (func (export "count") (param $from i32) (result i32)
    (local $end i32) (local $sums v128)
    (local.set $end (i32.add (local.get $from) (i32.const 8192)))
    (loop $next
      (local.set $sums
        (i32x4.add (local.get $sums)
          (i32x4.extadd_pairwise_i16x8_u
            (i16x8.extadd_pairwise_i8x16_u
              (i8x16.add
                (i8x16.popcnt (v128.load (local.get $from)))
                (i8x16.popcnt (v128.load offset=16 (local.get $from))))))))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
      (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums)))))

  ;; Sets the bits of some numbers.
  (func (export "set") (param $bits i32) (param $numbers i32) (param $length i32)
    (local $end i32) (local $byte i32) (local $number i32)
    (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $length) (i32.const 1))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $numbers) (local.get $end)))
        (local.set $number (i32.load16_u (local.get $numbers)))
        (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
        (i32.store8 (local.get $byte)
          (i32.or (i32.load8_u (local.get $byte))
            (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
        (local.set $numbers (i32.add (local.get $numbers) (i32.const 2)))
        (br $next))))

  ;; Clears the bits of some numbers.
  (func (export "clear") (param $bits i32) (param $numbers i32) (param $length i32)
    (local $end i32) (local $byte i32) (local $number i32)
    (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $length) (i32.const 1))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $numbers) (local.get $end)))
        (local.set $number (i32.load16_u (local.get $numbers)))
        (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
        (i32.store8 (local.get $byte)
          (i32.and (i32.load8_u (local.get $byte))
            (i32.xor (i32.const -1) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7))))))
        (local.set $numbers (i32.add (local.get $numbers) (i32.const 2)))
        (br $next))))

  ;; Keeps the numbers whose bit is `wanted` (0 or 1); `into` may be `numbers`. Written always, counted when it stays, so
  ;; that there is no branch to guess wrong. Answers how many.
  (func (export "keep")
    (param $numbers i32) (param $length i32) (param $bits i32) (param $wanted i32) (param $into i32) (result i32)
    (local $end i32) (local $number i32) (local $start i32)
    (local.set $start (local.get $into))
    (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $length) (i32.const 1))))
    (local.set $wanted (i32.xor (local.get $wanted) (i32.const 1)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $numbers) (local.get $end)))
        (local.set $number (i32.load16_u (local.get $numbers)))
        (i32.store16 (local.get $into) (local.get $number))
        (local.set $into
          (i32.add (local.get $into)
            (i32.shl
              (i32.xor (local.get $wanted)
                (i32.and (i32.const 1)
                  (i32.shr_u
                    (i32.load8_u (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
                    (i32.and (local.get $number) (i32.const 7)))))
              (i32.const 1))))
        (local.set $numbers (i32.add (local.get $numbers) (i32.const 2)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $into) (local.get $start)) (i32.const 1)))

  ;; Writes the numbers of the bits that are set, ascending. Answers how many.
  (func (export "numbers") (param $bits i32) (param $into i32) (result i32)
    (local $start i32) (local $word i64) (local $base i32)
    (local.set $start (local.get $into))
    (loop $words
      (local.set $word (i64.load (local.get $bits)))
      (block $empty
        (br_if $empty (i64.eqz (local.get $word)))
        (loop $next
          (i32.store16 (local.get $into)
            (i32.add (local.get $base) (i32.wrap_i64 (i64.ctz (local.get $word)))))
          (local.set $into (i32.add (local.get $into) (i32.const 2)))
          (local.set $word (i64.and (local.get $word) (i64.sub (local.get $word) (i64.const 1))))
          (br_if $next (i64.ne (local.get $word) (i64.const 0)))))
      (local.set $bits (i32.add (local.get $bits) (i32.const 8)))
      (local.set $base (i32.add (local.get $base) (i32.const 64)))
      (br_if $words (i32.lt_u (local.get $base) (i32.const 65536))))
    (i32.shr_u (i32.sub (local.get $into) (local.get $start)) (i32.const 1)))
)
