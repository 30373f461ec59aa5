import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, nearest } from './nearest.ts'

const NAMES = ['Department', 'Location', 'Job Role', 'Région', 'NY']

test.each<[string, string | undefined]>([
  ['Departmnet', 'Department'],
  ['department ', 'Department'],
  ['Locatoin', 'Location'],
  ['JobRole', 'Job Role'],
  ['region', 'Région'],
  ['NJ', undefined],
  ['Badge', undefined],
  ['', undefined],
])('%j is probably %j', (text, expected) => {
  expect(nearest(text, NAMES)).toBe(expected)
})

test('the nearest wins, then the first', () => {
  expect(nearest('sales', ['salads', 'saless', 'sale'])).toBe('saless')
})

test('distance counts slips as the textbook does, or gives up beyond the most', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  fc.assert(
    fc.property(word, word, fc.nat(8), (a, b, most) => {
      const slips = textbook(a, b)
      expect(distance(a, b, most)).toBe(slips <= most ? slips : undefined)
    }),
    { numRuns: 2_000 },
  )
})

function textbook(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const changed = textbook(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1)
  if (a.at(-1) === b.at(-1)) return changed
  const slips = [changed, textbook(a.slice(0, -1), b) + 1, textbook(a, b.slice(0, -1)) + 1]
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
  return Math.min(...slips, isSwap ? textbook(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY)
}

test('texts too long to be names get no suggestion', () => {
  expect(nearest('x'.repeat(100_000), ['x'.repeat(99_999)])).toBeUndefined()
})
