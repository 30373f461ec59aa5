import { expect, test } from 'vitest'
import { setOf } from '../roster/peopleSet.ts'
import { emptyRoster, putKey, putTag } from '../roster/roster.ts'
import { commonerLookAlike } from './commonerLookAlike.ts'

function aRoster(values: Record<string, number>, type: 'text' | 'number' = 'text') {
  const roster = emptyRoster(1, '2024-05-31')
  putKey(roster, { id: 1, name: 'Department', type, position: 0 })
  Object.entries(values).forEach(([value, people], at) => {
    putTag(roster, { id: at + 1, keyId: 1, value })
    roster.holders.set(at + 1, setOf(Array.from({ length: people }, (_, person) => person + 1)))
  })
  return roster
}

const like = (values: Record<string, number>, type?: 'number') => {
  const roster = aRoster(values, type)
  const tag = roster.tags.get(1)
  return tag && commonerLookAlike(roster, tag)?.value
}

test('is the value most people have among those spelt almost like it', () => {
  expect(like({ Engineer: 1, Engineers: 3, Enginer: 5, Sales: 9 })).toBe('Enginer')
  expect(like({ 'R&D': 0, 'R & D': 2 })).toBe('R & D')
  expect(like({ Cafeteria: 0, Cafétéria: 2 })).toBe('Cafétéria')
  expect(like({ Companies: 0, Company: 2 })).toBe('Company')
  expect(like({ Продажи: 0, Продажт: 2 })).toBe('Продажт')
})

test('is none that as many have, none that is another word, and none of a key of numbers', () => {
  expect(like({ Sales: 2, Slaes: 2 })).toBeUndefined()
  expect(like({ Sales: 2, Marketing: 9, 'Sales East': 9 })).toBeUndefined()
  expect(like({ 'Level 1': 0, 'Level 2': 9 })).toBeUndefined()
  expect(like({ Sales: 0, Slaes: 9 }, 'number')).toBeUndefined()
})

test('follows who has what, and how values are spelt', () => {
  const roster = aRoster({ Slaes: 0, Sales: 0 })
  const tag = roster.tags.get(1)
  if (!tag) throw new Error('The tag is missing.')
  expect(commonerLookAlike(roster, tag)).toBeUndefined()
  roster.holders.set(2, setOf([1]))
  expect(commonerLookAlike(roster, tag)).toEqual({ id: 2, value: 'Sales', people: 1 })
  putTag(roster, { id: 2, keyId: 1, value: 'Selling' })
  expect(commonerLookAlike(roster, tag)).toBeUndefined()
})
