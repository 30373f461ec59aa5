import fc from 'fast-check'
import { expect, it } from 'vitest'
import { difference, intersection, nobody, setOf } from './peopleSet.ts'
import { PeopleSets } from './peopleSets.ts'

const SETS = 3
const someone = fc.nat({ max: 200_000 })
/** A few of the same people again and again, one at a time; and hundreds at once, of whom some have moved before. */
const someMove = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 5 }).map(id => [id]) },
  { weight: 2, arbitrary: fc.array(someone, { maxLength: 10 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(someone, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 90 }))
      .map(([first, count, step]) => Array.from({ length: count }, (_, n) => first + n * step)),
  },
)
const step = fc.record({
  set: fc.nat({ max: SETS - 1 }),
  people: someMove,
  next: fc.constantFrom('nothing', 'nothing', 'nothing', 'look', 'delete', 'set'),
})

it('sets hold whoever entered and did not leave, however many moves wait, and whenever somebody looks', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), steps => {
      const sets = new PeopleSets()
      const plain = new Map<number, Set<number>>()
      for (const { set, people, next } of steps) {
        const own = plain.get(set) ?? new Set()
        plain.set(set, own)
        const [left, entered] = [people.filter(id => own.has(id)), people.filter(id => !own.has(id))]
        sets.move(set, { entered: setOf(entered), left: setOf(left) })
        for (const id of left) own.delete(id)
        for (const id of entered) own.add(id)
        expect(sets.sizeOf(set)).toBe(own.size)
        for (const id of [...people.slice(0, 5), 0, 1, 2, 3, 77_777])
          expect(sets.includes(set, id)).toBe(own.has(id))
        if (next === 'look') expect(sets.get(set)?.size).toBe(own.size)
        if (next === 'delete') {
          sets.delete(set)
          plain.delete(set)
        }
        if (next === 'set') {
          sets.set(set, setOf(people))
          plain.set(set, new Set(people))
        }
      }
      expect([...sets.keys()]).toEqual([...plain.keys()].sort())
      const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b)
      for (const [id, found] of sets) expect([...found]).toEqual(sorted(plain.get(id) ?? []))
    }),
    { numRuns: 300 },
  )
})

it('a set that somebody has been handed stays as it was', () => {
  const sets = new PeopleSets()
  sets.set(1, setOf([1, 2, 70_000]))
  const before = sets.get(1) ?? nobody
  sets.move(1, { entered: setOf([3]), left: nobody })
  const one = sets.get(1) ?? nobody
  sets.move(1, { entered: setOf([4]), left: setOf([1, 3]) })
  const two = sets.get(1) ?? nobody
  expect([before, one, two].map(set => [...set])).toEqual([
    [1, 2, 70_000],
    [1, 2, 3, 70_000],
    [2, 4, 70_000],
  ])
})

it('notes of hundreds of changes are written in before they are too many', () => {
  const sets = new PeopleSets()
  const everyone = setOf(Array.from({ length: 5_000 }, (_, n) => n * 3))
  sets.set(7, everyone)
  let wanted = everyone
  for (let n = 0; n < 3_000; n++) {
    const person = setOf([(n * 7_919) % 15_000])
    const isIn = intersection(wanted, person).size === 1
    sets.move(7, isIn ? { entered: nobody, left: person } : { entered: person, left: nobody })
    wanted = isIn ? difference(wanted, person) : setOf([...wanted, ...person])
    expect(sets.sizeOf(7)).toBe(wanted.size)
  }
  expect([...(sets.get(7) ?? nobody)]).toEqual([...wanted])
})
