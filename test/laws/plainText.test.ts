import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../src/tags/fold.ts'
import { anyName } from '../arbitraries.ts'
import { plainText } from './plainText.ts'
import { rounds } from './rounds.ts'

const spaced = fc
  .array(
    fc.oneof(
      anyName,
      fc.constantFrom(
        '\u00a0',
        '\u2003',
        '\u200b',
        '\ufeff',
        '\u202e',
        '\u2069',
        '\u200f',
        '\u0085',
        '\0',
        '\u0301',
        'İ',
      ),
    ),
    {
      maxLength: 6,
    },
  )
  .map(parts => parts.join(''))

test('names fold as a second reading of the same words says', () => {
  fc.assert(
    fc.property(fc.oneof(spaced, fc.string({ unit: 'binary' })), text => {
      expect(fold(text)).toBe(plainText(text))
      expect(fold(fold(text))).toBe(fold(text))
    }),
    rounds(2_000, 200_000),
  )
})
