import { kernel, take } from '../../src/roster/kernel.ts'
import { percentile, type Row, row } from '../report.ts'

const BLOCK_BYTES = 8_192
const PASSES = 2_000
const TIMES = 15

const a = take(BLOCK_BYTES)
const b = take(BLOCK_BYTES)

/** Nanoseconds that the processor takes at the moment for one pass over 8 kB in its nearest cache. */
function aPass(): number {
  const took = Array.from({ length: TIMES }, () => {
    const start = performance.now()
    for (let n = 0; n < PASSES; n++) kernel.and(a, a, b)
    return ((performance.now() - start) * 1e6) / PASSES
  })
  return percentile(took, 0.5)
}

const seen: number[] = []

/** To be called between what is measured: how quick the machine is changes with what else its host has to do. */
export function lookAtTheMachine(): void {
  seen.push(aPass())
}

export function yardstickRow(): Row {
  return row(
    'Yardstick: one pass over 8 kB of bits in the nearest cache',
    `${Math.min(...seen).toFixed(0)} to ${Math.max(...seen).toFixed(0)} ns`,
    '',
    null,
    'before, between and after the figures: the times of two runs compare as far as this does',
  )
}
