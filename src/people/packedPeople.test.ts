import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PackedPeople } from './packedPeople.ts'
import type { PersonRow } from './person.ts'

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }))

/** Some hundreds, so that chunks of texts fill up; ids with gaps. */
const people = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 3 }),
      email: text,
      firstName: text,
      lastName: text,
      externalId: fc.option(fc.string({ minLength: 1 })),
      status: fc.constantFrom('active', 'inactive', 'removed'),
      tags: fc.array(fc.nat()),
      createdAt: fc.nat(),
      updatedAt: fc.nat(2 ** 45),
    }),
    { maxLength: 400, size: 'max' },
  )
  .map(rows => {
    let id = 0
    return rows.map(({ gap, ...row }): PersonRow => {
      id += gap
      return { ...row, id }
    })
  })

test('people come out as they went in, by their place and by their id', () => {
  fc.assert(
    fc.property(people, rows => {
      const packed = new PackedPeople()
      for (const row of rows) packed.add(row)
      expect([...packed]).toEqual(rows)
      const places = new Map(rows.map((row, place) => [row.id, place]))
      for (let id = 0; id <= packed.lastId + 1; id++) expect(packed.placeOf(id)).toBe(places.get(id) ?? -1)
    }),
    { numRuns: 30 },
  )
})
