import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonRow } from '../people/person.ts'
import { PeopleWrites, type PersonWrite } from './peopleWrites.ts'

const aPerson = (id: number, version: number): PersonRow => ({
  id,
  email: `p${id}@example.org`,
  firstName: `First ${version}`,
  lastName: 'Last',
  externalId: null,
  status: 'active',
  tags: [id, id + 1],
  createdAt: 1,
  updatedAt: version,
})

const step = fc.record({
  act: fc.constantFrom('make', 'change', 'forget'),
  id: fc.integer({ min: 1, max: 12 }),
})

test('whatever is made, changed and forgotten, the people of a draft are those a map would hold', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const writes = new PeopleWrites()
      const model = new Map<number, PersonWrite>()
      for (const [version, { act, id }] of steps.entries()) {
        const after = aPerson(id, version)
        if (act === 'make') {
          writes.make(after)
          model.set(id, { before: null, after })
        } else if (act === 'change') {
          writes.set(id, { before: aPerson(id, -1), after })
          model.set(id, { before: aPerson(id, -1), after })
        } else {
          writes.delete(id)
          model.delete(id)
        }
        expect(writes.size).toBe(model.size)
      }
      expect(new Map(writes)).toEqual(model)
      expect(new Set(writes.keys())).toEqual(new Set(model.keys()))
      expect(Array.from(writes.values(), ({ after }) => after.id).sort()).toEqual([...model.keys()].sort())
      for (let id = 0; id <= 13; id++) {
        expect(writes.get(id)).toEqual(model.get(id))
        expect(writes.has(id)).toBe(model.has(id))
      }
    }),
  )
})
