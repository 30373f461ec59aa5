import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generator } from '../../bench/people.ts'
import { isCopied } from './copies.ts'
import { allOf, anyOf, leaf, not, type Part } from './formula.ts'
import { difference, equal, intersection, nobody, type PeopleSet, setOf, union } from './peopleSet.ts'
import { countedPeopleOf, peopleOf } from './solve.ts'

const MOST = 140_000
const everyone = setOf(Array.from({ length: MOST + 1 }, (_, id) => id))

/** Sets of every density, over the edges of blocks too: every n-th id of a stretch, with a little noise. */
const aSet = fc
  .record({
    first: fc.nat({ max: MOST - 1 }),
    count: fc.constantFrom(0, 1, 30, 3_000, 20_000, 140_000),
    step: fc.constantFrom(1, 2, 3, 17, 40, 400),
    extra: fc.array(fc.nat({ max: MOST }), { maxLength: 4 }),
  })
  .map(({ first, count, step, extra }) => {
    const people = Array.from({ length: count }, (_, n) => first + n * step).filter(id => id <= MOST)
    return setOf([...people, ...extra])
  })

type Tree = { set: number } | { all: Tree[] } | { any: Tree[] } | { none: Tree[] }

const aTree = fc.letrec<{ tree: Tree }>(tie => {
  const group = fc.array(tie('tree'), { maxLength: 4 })
  return {
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.nat({ max: 7 }).map((set): Tree => ({ set })),
      group.map((all): Tree => ({ all })),
      group.map((any): Tree => ({ any })),
      group.map((none): Tree => ({ none })),
    ),
  }
}).tree

function partOf(tree: Tree, sets: readonly PeopleSet[]): Part {
  const parts = (trees: readonly Tree[]) => trees.map(each => partOf(each, sets))
  if ('set' in tree) return leaf(sets[tree.set] ?? nobody)
  if ('all' in tree) return allOf(parts(tree.all))
  return 'any' in tree ? anyOf(parts(tree.any)) : not(anyOf(parts(tree.none)))
}

/** The same by set algebra, one step after the other. */
function plainly(tree: Tree, sets: readonly PeopleSet[]): PeopleSet {
  const each = (trees: readonly Tree[]) => trees.map(one => plainly(one, sets))
  if ('set' in tree) return sets[tree.set] ?? nobody
  if ('all' in tree) return each(tree.all).reduce(intersection, everyone)
  if ('any' in tree) return each(tree.any).reduce(union, nobody)
  return each(tree.none).reduce(difference, everyone)
}

it('a formula comes to what set algebra comes to, and leaves the sets as they are', () => {
  fc.assert(
    fc.property(
      fc.array(aSet, { minLength: 8, maxLength: 8 }),
      fc.array(aTree, { minLength: 12, maxLength: 12 }),
      (sets, trees) => {
        const sizes = sets.map(set => set.size)
        for (const tree of trees) {
          const { node, complement } = partOf(tree, sets)
          const found = peopleOf(node)
          const people = complement ? difference(everyone, found) : found
          expect(equal(people, plainly(tree, sets))).toBe(true)
          const counted = countedPeopleOf(node)
          expect([counted.size, equal(counted, found)]).toEqual([found.size, true])
          // Made of blocks that are as a set built one by one would have them.
          expect(equal(people, setOf(people))).toBe(true)
        }
        expect(sets.map(set => setOf(set).size)).toEqual(sizes)
      },
    ),
    { numRuns: 40 },
  )
})

function byChance(seed: number, share: number, blocks: readonly number[]): PeopleSet {
  const random = generator(seed)
  const people: number[] = []
  for (let id = 0; id <= MOST; id++) if (random() < share && blocks.includes(id >>> 16)) people.push(id)
  return setOf(people)
}

/** People who are in it by chance, in some of the blocks only: of many such sets at once few are left, or nobody. */
const aRandomSet = fc
  .record({
    seed: fc.integer(),
    share: fc.constantFrom(0.002, 0.05, 0.1, 0.3, 0.5, 0.8),
    blocks: fc.constantFrom([0], [1], [0, 1, 2]),
  })
  .map(({ seed, share, blocks }) => byChance(seed, share, blocks))
const oneOf = fc.nat({ max: 7 }).map((set): Tree => ({ set }))
const someOf = fc.array(oneOf, { minLength: 1, maxLength: 4 })
const aConjunction = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: oneOf },
    someOf.map((any): Tree => ({ any })),
    someOf.map((none): Tree => ({ none })),
  ),
  { minLength: 3, maxLength: 9 },
)

it('holds where many conditions leave few people or none', () => {
  fc.assert(
    fc.property(
      fc.array(aRandomSet, { minLength: 8, maxLength: 8 }),
      fc.array(aConjunction, { minLength: 200, maxLength: 200 }),
      (sets, conjunctions) => {
        for (const all of conjunctions) {
          const { node, complement } = partOf({ all }, sets)
          const found = peopleOf(node)
          const people = complement ? difference(everyone, found) : found
          expect(equal(people, plainly({ all }, sets))).toBe(true)
          expect(countedPeopleOf(node).size).toBe(found.size)
        }
      },
    ),
    { numRuns: 15 },
  )
})

it('holds where few are left by what has nobody in a block', () => {
  const shares = [0.05, 0.2, 0.3, 0.3]
  const sets = [...shares.map((share, at) => byChance(at, share, [0, 1])), byChance(9, 0.5, [1])]
  const tree: Tree = { all: [{ set: 0 }, { set: 1 }, { set: 2 }, { set: 3 }, { none: [{ set: 4 }] }] }
  const { node } = partOf(tree, sets)
  expect([...peopleOf(node)]).toEqual([...plainly(tree, sets)])
})

it('holds for more sets than the kernel keeps at once, together and one after the other', () => {
  const stretch = (first: number) => Array.from({ length: 2_100 }, (_, n) => first + n)
  const sets = Array.from({ length: 6_300 }, (_, n) => setOf(stretch(n * 10)))
  const { node } = anyOf(sets.map(leaf))
  expect(peopleOf(node).size).toBe(6_299 * 10 + 2_100)
  for (const [n, set] of sets.entries()) {
    const next = sets[n + 1] ?? set
    expect(peopleOf(allOf([leaf(set), leaf(next)]).node).size).toBe(next === set ? 2_100 : 2_090)
  }
})

it('holds where copying one set writes over another that the formula has named already', () => {
  const stretch = (first: number) => Array.from({ length: 2_100 }, (_, n) => first + n)
  const sets = Array.from({ length: 6_000 }, (_, n) => setOf(stretch(n * 10)))
  for (const set of sets) peopleOf(allOf([leaf(set), leaf(everyone)]).node)
  for (let n = 0; n < 5; n++) {
    const oldest = sets.find(isCopied) ?? nobody
    const [fresh, other] = [setOf(stretch(oldest.first)), setOf(stretch(30_000))]
    const { node } = allOf([anyOf([leaf(oldest), leaf(other)]), anyOf([leaf(fresh), leaf(oldest)])])
    expect(equal(peopleOf(node), union(oldest, intersection(other, fresh)))).toBe(true)
  }
})

it('holds for formulas nested deeper than the kernel goes', () => {
  const [few, others] = [setOf([1, 2, 3]), setOf([3, 4])]
  let part = leaf(few)
  for (let depth = 0; depth < 300; depth++)
    part = depth % 2 === 0 ? anyOf([part, leaf(others)]) : allOf([part, leaf(everyone)])
  expect([...peopleOf(part.node)]).toEqual([1, 2, 3, 4])
})
