import fc from 'fast-check'

/** `npm run laws` tries every law far longer than `npm test` does. */
export const isLong = process.env.MUSTER_LAWS === 'long'

/** The seed of everything random in a file of laws: MUSTER_SEED repeats a run, without it every run is another one. */
export const seed = Number(process.env.MUSTER_SEED ?? Math.floor(Math.random() * 2 ** 31))
if (!Number.isInteger(seed)) throw new Error('MUSTER_SEED is a whole number, as a run of the laws prints it.')
console.log(`Laws with MUSTER_SEED=${seed}`)

/** Milliseconds after which a law counts as stuck. */
export const patience = isLong ? 3_600_000 : 600_000

/** For `fc.assert`: so many rounds in `npm test`, so many in `npm run laws`, of this run's seed. */
export const rounds = (ordinary: number, long: number) => ({ seed, numRuns: isLong ? long : ordinary })

/** What this run's seed gives; `at` makes another one of the same kind. */
export function drawn<T>(arbitrary: fc.Arbitrary<T>, at = 0): T {
  const [value] = fc.sample(arbitrary, { seed: seed + at, numRuns: 1 })
  return value as T
}
