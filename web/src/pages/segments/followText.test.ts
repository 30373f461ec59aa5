import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { printLines } from '../../../../src/segments/rule/printLines.ts'
import { anyRule } from '../../../../test/arbitraries.ts'
import { addTo, changeNode } from './editRuleTree.ts'
import { foldAll } from './foldRuleTree.ts'
import { followText } from './followText.ts'
import {
  aCondition,
  finished,
  type GroupNode,
  isGroup,
  nodesOf,
  ruleOf,
  treeOf,
  unfinished,
} from './ruleTree.ts'

function read(text: string): GroupNode {
  const answer = parse(text)
  if ('error' in answer) throw new Error(answer.error.message)
  return treeOf(answer.rule)
}

const groupsOf = (tree: GroupNode) => nodesOf(tree).slice(1).filter(isGroup)

test('a text that says the same leaves the tree the very same object, folds and all', () => {
  fc.assert(
    fc.property(anyRule, fc.boolean(), (rule, isFolded) => {
      const tree = foldAll(treeOf(rule), isFolded)
      // An outermost group of one is not in the text.
      fc.pre(tree.children.length > 1 || tree.kind === 'none')
      expect(followText(tree, read(printLines(ruleOf(tree))))).toBe(tree)
    }),
  )
})

test('whatever becomes of the text, the tree says what the text says, and no two nodes are one', () => {
  fc.assert(
    fc.property(anyRule, anyRule, (before, after) => {
      const next = followText(treeOf(before), treeOf(after))
      expect(ruleOf(next)).toEqual(ruleOf(treeOf(after)))
      const ids = nodesOf(next).map(node => node.id)
      expect(new Set(ids).size).toBe(ids.length)
    }),
  )
})

test('a group keeps its fold while another part of the text changes', () => {
  const tree = foldAll(read('(A is 1 or B is 2) and (C is 3 or D is 4)'), true)
  const next = followText(tree, read('(A is 1 or B is 2) and (C is 3 or D is 5) and E is 6'))
  expect(groupsOf(next).map(group => group.isFolded)).toEqual([true, true])
  expect(next.children[0]).toBe(tree.children[0])
  expect(next.children[1]?.id).toBe(tree.children[1]?.id)
})

test('what is half written in the builder is not lost by writing the text', () => {
  const half = { ...aCondition(), key: 'Location' }
  const tree = addTo(addTo(read('(A is 1 or B is 2) and C is 3'), 'nowhere', half), 'nowhere', half)
  const [group] = groupsOf(tree)
  const withHalf = addTo(addTo(tree, group?.id ?? '', half), tree.id, aCondition())
  const next = followText(withHalf, read('(A is 1 or B is 7) and C is 4'))
  const part = finished(next)
  expect(part && printLines(ruleOf(part))).toBe('(A is 1 or B is 7) and C is 4')
  // The empty line held nothing.
  expect(unfinished(next)).toEqual([half])
  const done = changeNode(next, half.id, () => ({ ...half, values: ['Dallas'] }))
  expect(printLines(ruleOf(done))).toBe('(A is 1 or B is 7 or Location is Dallas) and C is 4')
})
