import { expect, test } from 'vitest'
import { idsIn, partInWords } from './overlapWords.ts'

const segments = ['Sales', 'Dallas', 'Managers'].map((name, at) => ({ id: at + 1, name }))

test.each([
  [[1, 2, 3], 12, '12 people in Sales, Dallas and Managers'],
  [[1, 3], 1, '1 person in Sales and Managers, not in Dallas'],
  [[2], 1_200, '1,200 people in Dallas, not in Sales or Managers'],
])('the part %j in words', (ids, people, words) => {
  expect(partInWords({ ids, people }, segments)).toBe(words)
})

test('an address may be mangled: what can be read of it counts, once, and no more than fits', () => {
  expect(idsIn('3,5,x,3,-1,4', 5, 4)).toEqual([3, 5])
  expect(idsIn('1,2,3,4,5,6,7', 5, 0)).toEqual([1, 2, 3, 4, 5])
  expect(idsIn(undefined, 5, 1)).toEqual([])
})
