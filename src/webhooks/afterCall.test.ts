import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterCall } from './afterCall.ts'

test('any answer but 2xx is tried again for some three days, each time later, and then it has failed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
      fc.constantFrom(null, 302, 404, 429, 500, 503),
      (chances, answer) => {
        let now = 1_000_000
        const waits = []
        let before = { attempts: 0, sendAt: now }
        for (const chance of chances) {
          const after = afterCall({ answer, words: 'No.' }, before, now, chance)
          if (after.status !== 'queued') {
            expect(after).toMatchObject({
              status: 'failed',
              attempts: 10,
              reason: 'Given up after 10 attempts: No.',
            })
            break
          }
          waits.push(after.send_at - now)
          now = after.send_at
          before = { attempts: after.attempts, sendAt: after.send_at }
        }
        expect(waits).toHaveLength(9)
        expect(waits.slice(0, 5)).toEqual(waits.slice(0, 5).toSorted((a, b) => a - b))
        const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000
        expect(hours).toBeGreaterThan(60)
        expect(hours).toBeLessThan(92)
      },
    ),
  )
})

test('2xx is sent; 410 has failed at once', () => {
  const before = { attempts: 0, sendAt: 1 }
  expect(afterCall({ answer: 202, words: '' }, before, 5, 0)).toMatchObject({ status: 'sent', sent_at: 5 })
  expect(afterCall({ answer: 410, words: '' }, before, 5, 0)).toMatchObject({ status: 'failed' })
})
