import { expect, it } from 'vitest'
import type { BoundRule } from '../segments/rule/rule.ts'
import { compile, Programs } from './program.ts'

const is = (...tagIds: number[]): BoundRule => ({ keyId: 1, op: 'is', tagIds })
const program = (rule: BoundRule) =>
  compile(
    rule,
    condition => ({ tagIds: [...(condition.tagIds ?? [])], negate: condition.op === 'isNot', every: false }),
    tag => tag,
  )

it('asks first for what the fewest people have', () => {
  const inOrder = (...parts: BoundRule[]) => program({ all: parts }).code
  const rare = is(3)
  const common = is(1, 9)
  const none: BoundRule = { none: [is(2)] }
  expect(inOrder(none, common, rare)).toEqual(inOrder(rare, common, none))
  expect(inOrder(none, common, rare).indexOf(3)).toBeLessThan(inOrder(none, common, rare).indexOf(9))
})

it('keeps programs until they are forgotten, each where it begins', () => {
  const programs = new Programs()
  const made: number[] = []
  const complete = (ids: number[]) => {
    made.length = 0
    programs.complete(ids, id => {
      made.push(id)
      return program(is(id))
    })
    return ids.map(id => programs.code[(programs.starts[id] as number) + 3])
  }
  const all = Array.from({ length: 1_100 }, (_, at) => at + 1)
  for (const id of all) programs.forget(id)
  expect(complete(all)).toEqual(all)
  expect(made).toEqual(all)
  const { version } = programs
  complete(all)
  expect([made, programs.version]).toEqual([[], version])
  programs.forget(7)
  expect(complete(all)).toEqual(all)
  expect(made).toEqual([7])
  for (const id of all) programs.forget(id)
  const { end } = programs
  expect(complete(all)).toEqual(all)
  expect(programs.end).toBeLessThan(end)
})
