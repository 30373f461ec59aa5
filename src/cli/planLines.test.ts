import { describe, expect, test } from 'vitest'
import type { Plan } from '../changes/contract.ts'
import { planLines } from './planLines.ts'

const nothing: Plan = {
  id: null,
  version: 3,
  summary: 'Nothing',
  people: { created: 0, updated: 0, unchanged: 0, deactivated: 0, removed: 0, reactivated: 0, refused: 0 },
  tags: { keysCreated: [], created: [], removed: [], lookAlikes: [], changed: [] },
  segments: [],
  assignments: [],
  messages: 0,
  notes: [],
  brake: null,
}
const sample = { entered: [], left: [] }

describe('planLines', () => {
  test('says so when nothing changes', () => {
    expect(planLines(nothing)).toEqual(['Nothing changes.'])
  })

  test('shows the rules that a change wrote, and how many more there are', () => {
    const rule = (name: string, textBefore: string | null, text: string | null) => ({
      segment: { id: 1, name },
      isGone: text === null,
      text,
      textBefore,
    })
    const items = [rule('S', 'A is 1', 'A is 2'), rule('New', null, 'A exists'), rule('Old', 'B is 1', null)]
    expect(planLines(nothing, { items, total: 12 })).toEqual([
      '  Rules         S: A is 2',
      '                  before: A is 1',
      '                New: A exists',
      '                Old: deleted',
      '                  before: B is 1',
      '                and 9 more',
    ])
    expect(planLines(nothing, { items: items.slice(0, 1), total: 1 })[0]).toBe('  Rule          S: A is 2')
  })

  test('names who moves where, each part once', () => {
    const plan: Plan = {
      ...nothing,
      people: { ...nothing.people, created: 1_200, refused: 3 },
      tags: { ...nothing.tags, lookAlikes: [{ key: 'Department', value: 'Slaes', like: 'Sales' }] },
      segments: [
        { id: 1, name: 'Dallas', entered: 12, left: 0, before: 41, after: 53, sample },
        { id: 2, name: 'Everyone else', entered: 0, left: 1, before: 9, after: 8, sample },
      ],
      assignments: [{ id: 1, title: 'Safety', received: 1, withdrawn: 2, before: 5, after: 4, sample }],
      messages: 1,
    }
    expect(planLines(plan)).toEqual([
      '  People        1,200 new, 3 refused',
      '  Look alike    Department: “Slaes” is spelt almost like “Sales”',
      '  Segments      Dallas: 12 people enter, 41 → 53',
      '                Everyone else: 1 person leaves, 9 → 8',
      '  Assignments   Safety: 1 person receives it, 2 people lose it, 5 → 4',
      '  Messages      1',
    ])
  })

  test('counts new tags by key when there are many', () => {
    const created = Array.from({ length: 30 }, (_, id) => ({ id, key: id < 10 ? 'A' : 'B', value: `${id}` }))
    expect(planLines({ ...nothing, tags: { ...nothing.tags, created } })).toEqual([
      '  New tags      30: A 10, B 20',
    ])
  })
})
