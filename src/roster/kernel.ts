import { KERNEL_WASM } from './kernel.wasm.ts'
import { instantiate } from './wasm.ts'

/** bits.wat and formula.wat: sixteen bytes at a time, ten times as fast as a loop in JavaScript, but in a memory of their own. */
export const kernel = instantiate<{
  memory: { buffer: ArrayBuffer }
  or(into: number, a: number, b: number): number
  and(into: number, a: number, b: number): number
  andNot(into: number, a: number, b: number): number
  count(bits: number): number
  set(bits: number, numbers: number, length: number): void
  clear(bits: number, numbers: number, length: number): void
  keep(numbers: number, length: number, bits: number, wanted: number, into: number): number
  numbers(bits: number, into: number, most: number): number
  place(levels: number, marks: number): void
  solve(formula: number, block: number, level: number): number
  at(): number
}>(KERNEL_WASM)

let taken = 0

/** Memory for good. */
export function take(bytes: number): number {
  const at = taken
  taken += bytes
  if (taken > kernel.memory.buffer.byteLength) throw new RangeError('The kernel has no memory left.')
  return at
}
