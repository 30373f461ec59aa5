import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextNumbers } from './textIndex.ts'

test('a number is found for every text that was given one, and for no other', () => {
  const texts = fc.uniqueArray(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), {
    maxLength: 1_500,
    size: 'max',
  })
  fc.assert(
    fc.property(texts, all => {
      const numbers = new TextNumbers()
      const given = all.slice(0, all.length * 0.7)
      for (const [place, text] of given.entries()) {
        expect(numbers.get(text)).toBeUndefined()
        numbers.add(text, place * 3)
      }
      for (const [place, text] of all.entries())
        expect(numbers.get(text)).toBe(place < given.length ? place * 3 : undefined)
    }),
    { numRuns: 10 },
  )
})
