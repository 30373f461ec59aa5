import { describe, expect, it } from 'vitest'
import type { BoundRule } from '../segments/rule/rule.ts'
import { narrowest } from './gates.ts'

const is = (...tagIds: number[]): BoundRule => ({ keyId: 1, op: 'is', tagIds })
const isNot = (...tagIds: number[]): BoundRule => ({ keyId: 1, op: 'isNot', tagIds })
/** A tag has as many holders as its number. */
const gate = (rule: BoundRule) => narrowest(rule, tag => tag)

describe('the gate of a rule', () => {
  it('is what the fewest people have of all that every member has', () => {
    expect(gate(is(3, 4))).toEqual([3, 4])
    expect(gate({ all: [is(3, 4), is(5), is(9)] })).toEqual([5])
    expect(gate({ keyId: 1, op: 'hasAll', tagIds: [7, 2, 4] })).toEqual([2])
    expect(gate({ all: [is(90), { any: [is(1), { all: [is(50), is(2)] }] }] })).toEqual([1, 2])
  })

  it('is not there when somebody may be a member without any tag in particular', () => {
    expect(gate(isNot(1))).toBeNull()
    expect(gate({ none: [is(1)] })).toBeNull()
    expect(gate({ any: [is(1), isNot(2)] })).toBeNull()
    expect(gate({ all: [] })).toBeNull()
    expect(gate({ segmentId: 1 })).toBeNull()
    expect(gate({ keyId: 1, op: 'exists' })).toBeNull()
    expect(gate({ keyId: 1, op: 'hasAll', tagIds: [] })).toBeNull()
  })

  it('lets nobody through when nobody can be a member', () => {
    expect(gate({ any: [] })).toEqual([])
    expect(gate({ all: [is(3), is()] })).toEqual([])
  })
})
