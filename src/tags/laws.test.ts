import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rounds } from '../../test/laws/rounds.ts'
import { createLookAlikes, isLookAlike } from './lookAlikes.ts'

/** Words that differ by slips, plurals, cuts, accents and digits, and values of a few of them in any order. */
const stem = fc.constantFrom(
  'sales',
  'manager',
  'engineering',
  'abteilung',
  'dirección',
  'wei',
  'team',
  'vii',
  'lodz',
  'x1',
)
const aWord = fc.oneof(
  stem,
  fc.tuple(stem, fc.constantFrom('s', 'es', 'en', 'nen', 'x', 'a')).map(([word, end]) => word + end),
  fc.tuple(stem, fc.nat({ max: 10 })).map(([word, at]) => word.slice(0, at) + word.slice(at + 1)),
  fc
    .tuple(stem, fc.nat({ max: 8 }))
    .map(
      ([word, at]) => word.slice(0, at) + [...word.slice(at, at + 2)].reverse().join('') + word.slice(at + 2),
    ),
  fc.tuple(stem, fc.integer({ min: 1, max: 4 })).map(([word, length]) => `${word.slice(0, length)}.`),
  fc.constantFrom('and', '&', 'A', 'B', '7', '8', 'mgr.', 'Łódź', 'Straße', 'strasse', '+'),
)
const aValue = fc
  .tuple(fc.array(aWord, { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '-', ', ', ''))
  .map(([words, between]) => words.join(between))

test('looking a value up finds exactly what comparing it with every other finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aValue, { minLength: 2, maxLength: 60 }), values => {
      const [value = '', ...others] = values
      const index = createLookAlikes(others)
      const alike = others.filter(other => isLookAlike(value, other))
      expect(index.findAll(value)).toEqual(alike)
      expect(index.find(value)).toBe(alike[0])
    }),
    rounds(300, 20_000),
  )
})

test('being alike goes both ways, and nothing is alike to itself', () => {
  fc.assert(
    fc.property(aValue, aValue, (a, b) => {
      expect(isLookAlike(a, b)).toBe(isLookAlike(b, a))
      expect(isLookAlike(a, a)).toBe(false)
    }),
    rounds(2_000, 200_000),
  )
})

test('two values that differ in their digits only are never alike', () => {
  fc.assert(
    fc.property(aValue, fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }), (value, one, other) => {
      fc.pre(one !== other)
      expect(isLookAlike(`${value} ${one}`, `${value} ${other}`)).toBe(false)
      expect(isLookAlike(`${value}${one}`, `${value}${other}`)).toBe(false)
    }),
    rounds(1_000, 50_000),
  )
})
