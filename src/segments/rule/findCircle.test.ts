import { expect, test } from 'vitest'
import { findCircle } from './findCircle.ts'
import type { BoundRule } from './rule.ts'

const to = (...ids: number[]): BoundRule => ({ any: [{ none: ids.map(segmentId => ({ segmentId })) }] })

function circle(rules: Record<number, number[]>, id = 1) {
  return findCircle(id, to(...(rules[id] ?? [])), other => (rules[other] ? to(...rules[other]) : undefined))
}

test.each<[string, Record<number, number[]>, number[] | undefined]>([
  ['a segment that refers to nothing is no circle', { 1: [] }, undefined],
  ['a segment that refers to itself is one', { 1: [1] }, [1]],
  ['the circle is told in order', { 1: [4, 2], 2: [3], 3: [1], 4: [] }, [1, 2, 3]],
  ['two ways to the same segment are none', { 1: [2, 3], 2: [4], 3: [4], 4: [] }, undefined],
  ['nor is a segment that has gone', { 1: [2] }, undefined],
  ['a circle further on is told without the way to it', { 1: [2], 2: [3], 3: [2] }, [2, 3]],
])('%s', (_, rules, expected) => {
  expect(circle(rules)).toEqual(expected)
})

test('the rule given counts, not the one stored', () => {
  const stored = new Map([
    [1, to(2)],
    [2, to(1)],
  ])
  expect(findCircle(1, to(), id => stored.get(id))).toBeUndefined()
})

test('a chain of a hundred thousand and a lattice of ways take no time and no stack', () => {
  const chain = (id: number) => to(id < 100_000 ? id + 1 : 1)
  expect(findCircle(1, to(2), chain)).toHaveLength(100_000)
  const lattice = (id: number) => (id < 200 ? to(id + 1, id + 2, id + 3) : to())
  expect(findCircle(1, lattice(1), lattice)).toBeUndefined()
})
