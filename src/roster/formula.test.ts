import fc from 'fast-check'
import { expect, it } from 'vitest'
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

it('holds for formulas nested deeper than the kernel goes', () => {
  const [few, others] = [setOf([1, 2, 3]), setOf([3, 4])]
  let part = leaf(few)
  for (let depth = 0; depth < 300; depth++)
    part = depth % 2 === 0 ? anyOf([part, leaf(others)]) : allOf([part, leaf(everyone)])
  expect([...peopleOf(part.node)]).toEqual([1, 2, 3, 4])
})
