;; Bit work on blocks of 65,536 people: 8,192 bytes of bits, or ascending 16-bit numbers. All arguments are byte offsets into
;; the one memory, 16-byte aligned for bits. With formula.wat one module, compiled into kernel.wasm.ts; kernel.test.ts holds
;; them together.
(memory (export "memory") 960)

;; Each of the three writes what comes of two blocks into a third, which may be one of them, and answers whether anything is
;; left.
(func $or (export "or") (param $into i32) (param $a i32) (param $b i32) (result i32)
  (local $end i32) (local $found v128) (local $some v128)
  (local.set $end (i32.add (local.get $into) (i32.const 8192)))
  (loop $next
    (local.set $found (v128.or (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.or (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.or (v128.load offset=32 (local.get $a)) (v128.load offset=32 (local.get $b))))
    (v128.store offset=32 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.or (v128.load offset=48 (local.get $a)) (v128.load offset=48 (local.get $b))))
    (v128.store offset=48 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 64)))
    (local.set $a (i32.add (local.get $a) (i32.const 64)))
    (local.set $b (i32.add (local.get $b) (i32.const 64)))
    (br_if $next (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

;; In both.
(func $and (export "and") (param $into i32) (param $a i32) (param $b i32) (result i32)
  (local $end i32) (local $found v128) (local $some v128)
  (local.set $end (i32.add (local.get $into) (i32.const 8192)))
  (loop $next
    (local.set $found (v128.and (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.and (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.and (v128.load offset=32 (local.get $a)) (v128.load offset=32 (local.get $b))))
    (v128.store offset=32 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.and (v128.load offset=48 (local.get $a)) (v128.load offset=48 (local.get $b))))
    (v128.store offset=48 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 64)))
    (local.set $a (i32.add (local.get $a) (i32.const 64)))
    (local.set $b (i32.add (local.get $b) (i32.const 64)))
    (br_if $next (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

;; In the first and not in the second.
(func $andNot (export "andNot") (param $into i32) (param $a i32) (param $b i32) (result i32)
  (local $end i32) (local $found v128) (local $some v128)
  (local.set $end (i32.add (local.get $into) (i32.const 8192)))
  (loop $next
    (local.set $found (v128.andnot (v128.load (local.get $a)) (v128.load (local.get $b))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.andnot (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.andnot (v128.load offset=32 (local.get $a)) (v128.load offset=32 (local.get $b))))
    (v128.store offset=32 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found (v128.andnot (v128.load offset=48 (local.get $a)) (v128.load offset=48 (local.get $b))))
    (v128.store offset=48 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 64)))
    (local.set $a (i32.add (local.get $a) (i32.const 64)))
    (local.set $b (i32.add (local.get $b) (i32.const 64)))
    (br_if $next (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

;; The same with three at once: two that are far away come in side by side.
(func $or3 (param $into i32) (param $a i32) (param $b i32) (param $c i32)
  (local $end i32)
  (local.set $end (i32.add (local.get $into) (i32.const 8192)))
  (loop $next
    (v128.store (local.get $into)
      (v128.or
        (v128.or (v128.load (local.get $a)) (v128.load (local.get $b)))
        (v128.load (local.get $c))))
    (v128.store offset=16 (local.get $into)
      (v128.or
        (v128.or (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b)))
        (v128.load offset=16 (local.get $c))))
    (v128.store offset=32 (local.get $into)
      (v128.or
        (v128.or (v128.load offset=32 (local.get $a)) (v128.load offset=32 (local.get $b)))
        (v128.load offset=32 (local.get $c))))
    (v128.store offset=48 (local.get $into)
      (v128.or
        (v128.or (v128.load offset=48 (local.get $a)) (v128.load offset=48 (local.get $b)))
        (v128.load offset=48 (local.get $c))))
    (local.set $into (i32.add (local.get $into) (i32.const 64)))
    (local.set $a (i32.add (local.get $a) (i32.const 64)))
    (local.set $b (i32.add (local.get $b) (i32.const 64)))
    (local.set $c (i32.add (local.get $c) (i32.const 64)))
    (br_if $next (i32.lt_u (local.get $into) (local.get $end)))))

;; In the first and, of two others, in each that is wanted (1) and in none that is not (0).
(func $sift (param $into i32) (param $from i32) (param $a i32) (param $wantsA i32) (param $b i32) (param $wantsB i32)
  (result i32)
  (local $end i32) (local $notA v128) (local $notB v128) (local $found v128) (local $some v128)
  (local.set $notA (i32x4.splat (i32.sub (local.get $wantsA) (i32.const 1))))
  (local.set $notB (i32x4.splat (i32.sub (local.get $wantsB) (i32.const 1))))
  (local.set $end (i32.add (local.get $into) (i32.const 8192)))
  (loop $next
    (local.set $found
      (v128.and
        (v128.and (v128.load (local.get $from)) (v128.xor (local.get $notA) (v128.load (local.get $a))))
        (v128.xor (local.get $notB) (v128.load (local.get $b)))))
    (v128.store (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found
      (v128.and
        (v128.and (v128.load offset=16 (local.get $from)) (v128.xor (local.get $notA) (v128.load offset=16 (local.get $a))))
        (v128.xor (local.get $notB) (v128.load offset=16 (local.get $b)))))
    (v128.store offset=16 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found
      (v128.and
        (v128.and (v128.load offset=32 (local.get $from)) (v128.xor (local.get $notA) (v128.load offset=32 (local.get $a))))
        (v128.xor (local.get $notB) (v128.load offset=32 (local.get $b)))))
    (v128.store offset=32 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $found
      (v128.and
        (v128.and (v128.load offset=48 (local.get $from)) (v128.xor (local.get $notA) (v128.load offset=48 (local.get $a))))
        (v128.xor (local.get $notB) (v128.load offset=48 (local.get $b)))))
    (v128.store offset=48 (local.get $into) (local.get $found))
    (local.set $some (v128.or (local.get $some) (local.get $found)))
    (local.set $into (i32.add (local.get $into) (i32.const 64)))
    (local.set $from (i32.add (local.get $from) (i32.const 64)))
    (local.set $a (i32.add (local.get $a) (i32.const 64)))
    (local.set $b (i32.add (local.get $b) (i32.const 64)))
    (br_if $next (i32.lt_u (local.get $into) (local.get $end))))
  (v128.any_true (local.get $some)))

;; How many bits are set. The processor counts 64 at a time; four sums do not wait for each other.
(func $count (export "count") (param $from i32) (result i32)
  (local $end i32) (local $a i64) (local $b i64) (local $c i64) (local $d i64)
  (local.set $end (i32.add (local.get $from) (i32.const 8192)))
  (loop $next
    (local.set $a (i64.add (local.get $a) (i64.popcnt (i64.load (local.get $from)))))
    (local.set $b (i64.add (local.get $b) (i64.popcnt (i64.load offset=8 (local.get $from)))))
    (local.set $c (i64.add (local.get $c) (i64.popcnt (i64.load offset=16 (local.get $from)))))
    (local.set $d (i64.add (local.get $d) (i64.popcnt (i64.load offset=24 (local.get $from)))))
    (local.set $from (i32.add (local.get $from) (i32.const 32)))
    (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
  (i32.wrap_i64
    (i64.add (i64.add (local.get $a) (local.get $b)) (i64.add (local.get $c) (local.get $d)))))

;; Sets the bits of some numbers, read four at a time.
(func $set (export "set") (param $bits i32) (param $numbers i32) (param $length i32)
  (local $end i32) (local $fours i32) (local $byte i32) (local $number i32) (local $four i64)
  (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $length) (i32.const 1))))
  (local.set $fours (i32.sub (local.get $end) (i32.const 8)))
  (block $rest
    (br_if $rest (i32.lt_u (local.get $length) (i32.const 4)))
    (loop $more
      (local.set $four (i64.load (local.get $numbers)))
      (local.set $number (i32.and (i32.wrap_i64 (local.get $four)) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.or (i32.load8_u (local.get $byte)) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.and (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 16))) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.or (i32.load8_u (local.get $byte)) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.and (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 32))) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.or (i32.load8_u (local.get $byte)) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 48))))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.or (i32.load8_u (local.get $byte)) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 8)))
      (br_if $more (i32.le_u (local.get $numbers) (local.get $fours)))))
  (block $done
    (loop $next
      (br_if $done (i32.ge_u (local.get $numbers) (local.get $end)))
      (local.set $number (i32.load16_u (local.get $numbers)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.or (i32.load8_u (local.get $byte)) (i32.shl (i32.const 1) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 2)))
      (br $next))))

;; Clears the bits of some numbers, read four at a time.
(func $clear (export "clear") (param $bits i32) (param $numbers i32) (param $length i32)
  (local $end i32) (local $fours i32) (local $byte i32) (local $number i32) (local $four i64)
  (local.set $end (i32.add (local.get $numbers) (i32.shl (local.get $length) (i32.const 1))))
  (local.set $fours (i32.sub (local.get $end) (i32.const 8)))
  (block $rest
    (br_if $rest (i32.lt_u (local.get $length) (i32.const 4)))
    (loop $more
      (local.set $four (i64.load (local.get $numbers)))
      (local.set $number (i32.and (i32.wrap_i64 (local.get $four)) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.and (i32.load8_u (local.get $byte))
          (i32.rotl (i32.const -2) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.and (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 16))) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.and (i32.load8_u (local.get $byte))
          (i32.rotl (i32.const -2) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.and (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 32))) (i32.const 65535)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.and (i32.load8_u (local.get $byte))
          (i32.rotl (i32.const -2) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $number (i32.wrap_i64 (i64.shr_u (local.get $four) (i64.const 48))))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.and (i32.load8_u (local.get $byte))
          (i32.rotl (i32.const -2) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 8)))
      (br_if $more (i32.le_u (local.get $numbers) (local.get $fours)))))
  (block $done
    (loop $next
      (br_if $done (i32.ge_u (local.get $numbers) (local.get $end)))
      (local.set $number (i32.load16_u (local.get $numbers)))
      (local.set $byte (i32.add (local.get $bits) (i32.shr_u (local.get $number) (i32.const 3))))
      (i32.store8 (local.get $byte)
        (i32.and (i32.load8_u (local.get $byte))
          (i32.rotl (i32.const -2) (i32.and (local.get $number) (i32.const 7)))))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 2)))
      (br $next))))

;; Keeps the numbers whose bit is `wanted` (0 or 1); `into` may be `numbers`. Written always, counted when it stays, so
;; that there is no branch to guess wrong. Answers how many.
(func $keep (export "keep")
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

;; Writes the numbers of the bits that are set, ascending. Answers how many, or -1 when there are more than $most: then it has
;; written 256 more at most. Where few are set it steps over 32 bytes at once.
(func $numbers (export "numbers") (param $bits i32) (param $into i32) (param $most i32) (result i32)
  (local $start i32) (local $word i64) (local $base i32)
  (local.set $start (local.get $into))
  (local.set $most (i32.add (local.get $into) (i32.shl (local.get $most) (i32.const 1))))
  (loop $words
    (if (i32.eqz (i32.and (local.get $base) (i32.const 255)))
      (then
        (if (i32.gt_u (local.get $into) (local.get $most)) (then (return (i32.const -1))))
        (loop $empty
          (if (i32.eqz
                (v128.any_true
                  (v128.or (v128.load (local.get $bits)) (v128.load offset=16 (local.get $bits)))))
            (then
              (local.set $bits (i32.add (local.get $bits) (i32.const 32)))
              (local.set $base (i32.add (local.get $base) (i32.const 256)))
              (br_if $empty (i32.lt_u (local.get $base) (i32.const 65536)))
              (return (call $counted (local.get $start) (local.get $into) (local.get $most))))))))
    (local.set $word (i64.load (local.get $bits)))
    (block $done
      (br_if $done (i64.eqz (local.get $word)))
      (loop $next
        (i32.store16 (local.get $into)
          (i32.add (local.get $base) (i32.wrap_i64 (i64.ctz (local.get $word)))))
        (local.set $into (i32.add (local.get $into) (i32.const 2)))
        (local.set $word (i64.and (local.get $word) (i64.sub (local.get $word) (i64.const 1))))
        (br_if $next (i64.ne (local.get $word) (i64.const 0)))))
    (local.set $bits (i32.add (local.get $bits) (i32.const 8)))
    (local.set $base (i32.add (local.get $base) (i32.const 64)))
    (br_if $words (i32.lt_u (local.get $base) (i32.const 65536))))
  (call $counted (local.get $start) (local.get $into) (local.get $most)))

(func $counted (param $start i32) (param $end i32) (param $most i32) (result i32)
  (select
    (i32.const -1)
    (i32.shr_u (i32.sub (local.get $end) (local.get $start)) (i32.const 1))
    (i32.gt_u (local.get $end) (local.get $most))))
