import { expect, test } from 'vitest'
import { mostAllowed, tryFaults } from './faults/faults.ts'

const onSqlite = test.skipIf(Boolean(process.env.MUSTER_TEST_DATABASE_URL))

onSqlite(
  'killed again and again while a bad mail server is served: no message lost, none repeated by itself',
  async () => {
    const seed = Date.now() % 1_000_000
    const result = await tryFaults({ kills: 4, messages: 200, seed, longestLife: 300 })
    expect(result, `seed ${seed}`).toMatchObject({ messages: 200, lost: [], repeatsByItself: 0 })
    expect(result.answers.failed).toBe(0)
    expect(result.mostInFlight).toBeLessThanOrEqual(mostAllowed)
    expect(result.repeats).toBeLessThanOrEqual(result.unknown)
  },
  180_000,
)
