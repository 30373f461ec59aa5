import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows, type RowsOfPeople, rowIn } from './rowNumbers.ts'

function lookedUp(people: RowsOfPeople, id: number): number | null {
  const packs = [...packRows(people)].filter(pack => pack.firstId <= id)
  const pack = packs.at(-1)
  return pack ? rowIn(pack, id) : null
}

const bytesOf = (people: RowsOfPeople) =>
  [...packRows(people)].reduce((sum, { bytes }) => sum + bytes.length, 0)

test('every person is found in their row, whatever the order of the file, and nobody else is found', () => {
  const anyFile = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 20_000_000 }), { minLength: 40, maxLength: 40 }),
    )
    .map(([ids, rows]) => ({ ids, rows: rows.slice(0, ids.length) }))
  fc.assert(
    fc.property(anyFile, people => {
      for (let id = 0; id <= 61; id++) {
        const at = people.ids.indexOf(id)
        expect(lookedUp(people, id)).toBe(at === -1 ? null : people.rows[at])
      }
    }),
  )
})

test('packs follow one another where a file is long and mixed', () => {
  const ids = Array.from({ length: 9_000 }, (_, at) => at * 3 + 1)
  const people = { ids: [...ids].reverse(), rows: ids.map((_, at) => at + 2) }
  expect([...packRows(people)].length).toBeGreaterThan(3)
  for (const at of [0, 1, 1_999, 2_000, 2_001, 4_500, 8_999])
    expect(lookedUp(people, ids[at] ?? 0)).toBe(9_001 - at)
  expect(lookedUp(people, 2)).toBeNull()
  expect([...packRows({ ids: [], rows: [] })]).toEqual([])
})

test('a million new people in the order of the file cost a few bytes; a million in any order at most some megabytes', () => {
  const count = 1_000_000
  const ids = Array.from({ length: count }, (_, at) => at + 1)
  const inOrder = { ids, rows: ids.map(id => id + 1 + Math.floor(id / 100_000)) }
  expect(bytesOf(inOrder)).toBeLessThan(200)
  // A step that shares no divisor with the count visits everybody once, in no order.
  const mixed = { ids: ids.map(id => ((id * 617_989) % count) + 1), rows: ids }
  expect(bytesOf(mixed)).toBeLessThan(6_000_000)
})
