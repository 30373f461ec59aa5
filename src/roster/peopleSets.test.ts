import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generator } from '../../bench/people.ts'
import { allOf, anyOf, leaf } from './formula.ts'
import { ids, nobody, type PeopleSet, setOf } from './peopleSet.ts'
import { PeopleSets } from './peopleSets.ts'
import { peopleOf } from './solve.ts'

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

const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b)

it('sets hold whoever entered and did not leave, however many moves wait, and whenever somebody looks', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), steps => {
      const sets = new PeopleSets()
      const plain = new Map<number, Set<number>>()
      const handedOut: { set: PeopleSet; people: number[] }[] = []
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
        if (next === 'look') handedOut.push({ set: sets.get(set) ?? nobody, people: sorted(own) })
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
      for (const each of handedOut) expect([...each.set]).toEqual(each.people)
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

it('thousands of changes, of one and of a hundred, are written in on the way, and what was handed out stays as it was', () => {
  const sets = new PeopleSets()
  const random = generator(11)
  const people = new Set(Array.from({ length: 5_000 }, (_, n) => n * 10))
  sets.set(7, setOf(people))
  const seen: { set: PeopleSet; people: number[] }[] = []
  const sorted = () => [...people].sort((a, b) => a - b)
  for (let change = 0; change < 4_000; change++) {
    const some = Array.from({ length: change % 50 === 0 ? 100 : 1 }, () => Math.floor(random() * 60_000))
    const [left, entered] = [some.filter(id => people.has(id)), some.filter(id => !people.has(id))]
    sets.move(7, { entered: setOf(entered), left: setOf(left) })
    for (const id of left) people.delete(id)
    for (const id of entered) people.add(id)
    expect(sets.sizeOf(7)).toBe(people.size)
    if (change % 1_300 === 0) seen.push({ set: sets.get(7) ?? nobody, people: sorted() })
  }
  seen.push({ set: sets.get(7) ?? nobody, people: sorted() })
  for (const each of seen) expect(ids(each.set)).toEqual(Uint32Array.from(each.people))
})

const SPAN = 65_536
const stretch = (first: number, count: number) => setOf(Array.from({ length: count }, (_, n) => first + n))
/** One by one, so many that they are written in. */
function leaveOneByOne(sets: PeopleSets, first: number): void {
  for (let n = 0; n < 600; n++) sets.move(7, { entered: nobody, left: setOf([first + n]) })
}

it('bits that somebody has elsewhere stay as they were when others of the set have been copied', () => {
  const sets = new PeopleSets()
  const before = setOf([...stretch(0, 3_000), ...stretch(SPAN, 3_000)])
  sets.set(7, before)
  leaveOneByOne(sets, 0)
  leaveOneByOne(sets, SPAN)
  expect(before.has(SPAN)).toBe(true)
  expect([...(sets.get(7) ?? nobody)]).toEqual([...stretch(600, 2_400), ...stretch(SPAN + 600, 2_400)])
})

it('so do bits of whoever came in thousands', () => {
  const sets = new PeopleSets()
  sets.set(7, stretch(0, 10))
  const came = stretch(SPAN, 3_000)
  sets.move(7, { entered: came, left: nobody })
  leaveOneByOne(sets, SPAN)
  expect(came.has(SPAN)).toBe(true)
  expect(sets.get(7)?.size).toBe(2_410)
})

it('a set that is given away shares its bits with whom it was worked out from, and these keep theirs', () => {
  const [one, other] = [stretch(0, 3_000), stretch(SPAN, 3_000)]
  const sets = new PeopleSets()
  sets.give(7, peopleOf(anyOf([leaf(one), leaf(other)]).node))
  leaveOneByOne(sets, 0)
  expect(one.has(0)).toBe(true)
  expect(sets.get(7)?.size).toBe(5_400)
})

it('and one that shares none is right when its bits are turned where they are, and when it is handed out', () => {
  const sets = new PeopleSets()
  sets.give(7, peopleOf(allOf([leaf(stretch(0, 9_000)), leaf(stretch(1_000, 9_000))]).node))
  leaveOneByOne(sets, 1_000)
  const handedOut = sets.get(7)
  leaveOneByOne(sets, 2_000)
  expect([...(handedOut ?? nobody)]).toEqual([...stretch(1_600, 7_400)])
  expect(sets.get(7)?.size).toBe(6_800)
})
