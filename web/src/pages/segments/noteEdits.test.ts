import { expect, test } from 'vitest'
import type { RuleNote } from '../../../../src/segments/noteContract.ts'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { print } from '../../../../src/segments/rule/print.ts'
import { editFor } from './noteEdits.ts'
import { ruleOf, treeOf } from './ruleTree.ts'

function edited(text: string, note: Partial<RuleNote>) {
  const parsed = parse(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  const tree = treeOf(parsed.rule)
  const edit = editFor({ kind: 'idle', path: '', message: '', ...note }, tree)
  return edit && [edit.label, print(ruleOf(edit.edit(tree)))]
}

test('a part that cannot matter is removed, wherever it stands', () => {
  expect(edited('A is 1 and A exists', { path: 'all[1]' })).toEqual(['Remove this part', 'A is 1'])
  expect(edited('A is 1 and (B is 2 or C is 3 or A is 4)', { path: 'all[1].any[2]' })).toEqual([
    'Remove this part',
    'A is 1 and (B is 2 or C is 3)',
  ])
})

test('a value that cannot matter is taken out of its condition', () => {
  expect(edited('A is (1, 2, 3) and A is not 2', { path: 'all[0].values[1]' })).toEqual([
    'Remove “2”',
    'A is (1, 3) and A is not 2',
  ])
})

test('a look-alike takes the place of the value, once', () => {
  const alike = { kind: 'lookAlike', suggestion: 'Sales' } as const
  expect(edited('A is (Slaes, IT)', { ...alike, path: 'values[0]' })).toEqual([
    'Use “Sales” instead',
    'A is (Sales, IT)',
  ])
})

test('for the rest there is no button', () => {
  expect(edited('A is 1 and A missing', { kind: 'never' })).toBeUndefined()
  expect(edited('A is 1', { kind: 'nobodyHolds', path: 'values[0]' })).toBeUndefined()
})
