import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rule } from '../../../../src/segments/rule/rule.ts'
import { anyRule } from '../../../../test/arbitraries.ts'
import { parentOf } from './editRuleTree.ts'
import { foldAll, foldLong, unfoldTo } from './foldRuleTree.ts'
import { type GroupNode, isGroup, nodesOf, treeOf } from './ruleTree.ts'

const is = (value: number): Rule => ({ key: 'Grade', op: 'is', values: [String(value)] })
const many = (count: number) => Array.from({ length: count }, (_, index) => is(index))
const folded = (tree: GroupNode) => nodesOf(tree).filter(node => isGroup(node) && node.isFolded).length

test('a long rule opens with its groups folded, a short one as it is', () => {
  const long = foldLong(treeOf({ all: [{ any: many(30) }, { none: many(30) }, is(1)] }))
  expect(folded(long)).toBe(2)
  const short = treeOf({ all: [{ any: many(10) }, { none: many(10) }] })
  expect(foldLong(short)).toBe(short)
})

test('groups in a folded one are folded only when it is long itself', () => {
  const inner = foldLong(
    treeOf({ any: [{ all: [{ any: many(5) }, is(1)] }, { all: [{ any: many(50) }, is(1)] }] }),
  )
  expect(folded(inner)).toBe(3)
})

test('unfolding to a node opens all that is around it, and nothing else', () => {
  fc.assert(
    fc.property(anyRule, fc.nat(), (rule, pick) => {
      const tree = foldAll(treeOf(rule), true)
      const nodes = nodesOf(tree).slice(1)
      const node = nodes[pick % nodes.length] ?? tree
      const open = unfoldTo(tree, node.id)
      const around: string[] = []
      for (let one = parentOf(open, node.id); one; one = parentOf(open, one.id)) around.push(one.id)
      for (const each of nodesOf(open)) {
        if (isGroup(each)) expect(each.isFolded).toBe(each.id !== tree.id && !around.includes(each.id))
      }
    }),
  )
})
