import fc from 'fast-check'
import { RoaringBitmap32 } from 'roaring-wasm'
import { describe, expect, it } from 'vitest'
import { generator } from '../../bench/people.ts'
import { moved } from './moved.ts'
import { countUpTo, pageOfIds } from './pages.ts'
import {
  difference,
  differenceSize,
  equal,
  ids,
  intersection,
  intersectionSize,
  nobody,
  type PeopleSet,
  setOf,
  union,
  unionOf,
} from './peopleSet.ts'
import { fromBytes, toBytes } from './portable.ts'

/** Single people, runs of neighbours, and stretches so full that they are kept as bits; over several blocks and their edges. */
const someIds = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 200_000 }).map(id => [id]),
      fc
        .tuple(
          fc.integer({ min: 0, max: 200_000 }),
          fc.integer({ min: 1, max: 9_000 }),
          fc.integer({ min: 1, max: 3 }),
        )
        .map(([first, count, step]) => Array.from({ length: count }, (_, n) => first + n * step)),
      fc.constantFrom([65_535, 65_536], [131_071], [4_294_967_295], [0], [7, 8, 9], [7, 8, 20, 21]),
    ),
    { maxLength: 6 },
  )
  .map(parts => parts.flat())

const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b)
const list = (set: PeopleSet) => Array.from(ids(set))

describe('a set of people', () => {
  it('is what a plain set is', () => {
    fc.assert(
      fc.property(someIds, someIds, fc.nat({ max: 210_000 }), (a, b, id) => {
        const [x, y] = [setOf(a), setOf(b)]
        const [inA, inB] = [new Set(a), new Set(b)]
        expect(list(x)).toEqual(sorted(a))
        expect([...x]).toEqual(sorted(a))
        expect(x.size).toBe(inA.size)
        expect(x.isEmpty).toBe(inA.size === 0)
        expect(x.has(id)).toBe(inA.has(id))
        for (const each of a.slice(0, 5)) expect(x.has(each)).toBe(true)
        expect(list(union(x, y))).toEqual(sorted([...a, ...b]))
        expect(list(intersection(x, y))).toEqual(sorted(a.filter(each => inB.has(each))))
        expect(list(difference(x, y))).toEqual(sorted(a.filter(each => !inB.has(each))))
        expect(intersectionSize(x, y)).toBe(intersection(x, y).size)
        expect(differenceSize(x, y)).toBe(difference(x, y).size)
        expect(equal(x, y)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))
        expect(countUpTo(x, id)).toBe(sorted(a).filter(each => each <= id).length)
        expect(pageOfIds(x, id % 50, 7)).toEqual(sorted(a).slice(id % 50, (id % 50) + 7))
        expect(pageOfIds(x, id, 7)).toEqual(sorted(a).slice(id, id + 7))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps its own people, whatever becomes of others that follow from the same set', () => {
    const one = moved(setOf([1, 2, 70_000]), setOf([3]), nobody)
    const two = moved(one, setOf([4]), setOf([1]))
    const other = moved(one, setOf([1, 5]), setOf([3]))
    const back = moved(two, setOf([1]), setOf([4]))
    expect([one, two, other, back].map(set => set.has(4))).toEqual([false, true, false, false])
    expect([one, two, other, back].map(set => [...set])).toEqual([
      [1, 2, 3, 70_000],
      [2, 3, 4, 70_000],
      [1, 2, 5, 70_000],
      [1, 2, 3, 70_000],
    ])
    expect([one, two, other, back].map(set => set.size)).toEqual([4, 4, 4, 4])
  })

  it.each([
    { what: 'with bits', step: 2 },
    { what: 'of lists', step: 70 },
  ])(
    'follows thousands who come and go, and leaves those it follows from as they were: a set $what',
    ({ step }) => {
      const random = generator(step)
      const people = new Set(Array.from({ length: 140_000 / step }, (_, n) => n * step))
      let set = setOf(people)
      const seen: { set: PeopleSet; people: number[] }[] = []
      for (let change = 0; change < 80; change++) {
        const entered = new Set<number>()
        const left = new Set<number>()
        for (let n = Math.floor(random() * 90); n >= 0; n--) {
          const id = Math.floor(random() * 140_000)
          if (people.has(id)) left.add(id)
          else entered.add(id)
        }
        set = moved(set, setOf(entered), setOf(left))
        for (const id of left) people.delete(id)
        for (const id of entered) people.add(id)
        expect(set.size).toBe(people.size)
        expect([...left, ...entered].map(id => set.has(id))).toEqual(
          [...left, ...entered].map(id => people.has(id)),
        )
        if (change % 20 === 0) seen.push({ set, people: [...people].sort((a, b) => a - b) })
      }
      for (const each of seen) expect(ids(each.set)).toEqual(Uint32Array.from(each.people))
    },
  )

  it('is the same by whatever way it came about', () => {
    fc.assert(
      fc.property(someIds, someIds, someIds, (a, b, c) => {
        const [x, y, z] = [setOf(a), setOf(b), setOf(c)]
        const all = union(union(x, y), z)
        expect(equal(unionOf([z, y, x]), all)).toBe(true)
        expect(equal(union(difference(all, y), intersection(all, y)), all)).toBe(true)
        expect(equal(moved(x, difference(y, x), difference(x, y)), y)).toBe(true)
        expect(equal(difference(all, all), nobody)).toBe(true)
        expect(equal(setOf([...a, ...b, ...c].reverse()), all)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('portable bytes', () => {
  it('are those of Roaring: read from it, read by it, and as short', () => {
    fc.assert(
      fc.property(someIds, wanted => {
        const set = setOf(wanted)
        const theirs = new RoaringBitmap32(Uint32Array.from(wanted))
        expect(equal(fromBytes(theirs.serialize('portable')), set)).toBe(true)
        theirs.runOptimize()
        const bytes = theirs.serialize('portable')
        expect(equal(fromBytes(bytes), set)).toBe(true)
        expect(Buffer.from(toBytes(set)).equals(bytes)).toBe(true)
        const back = RoaringBitmap32.deserialize('portable', toBytes(set))
        expect(back.toArray()).toEqual(list(set))
        theirs.dispose()
        back.dispose()
      }),
      { numRuns: 150 },
    )
  })

  it('that are none are refused', () => {
    expect(() => fromBytes(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).toThrow('no portable Roaring bytes')
    const cut = toBytes(setOf([1, 5, 70_000])).slice(0, -3)
    expect(() => fromBytes(cut)).toThrow(RangeError)
  })
})
