import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../../../../src/segments/contract.ts'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { print } from '../../../../src/segments/rule/print.ts'
import { anyRule } from '../../../../test/arbitraries.ts'
import { changeNode } from './editRuleTree.ts'
import { foldAll } from './foldRuleTree.ts'
import { type ConditionNode, ruleOf, treeOf } from './ruleTree.ts'
import {
  bodyOf,
  type DraftEvent,
  draftOf,
  isTouched,
  newDraft,
  type SegmentDraft,
  segmentDraftReducer,
  shownText,
} from './segmentDraft.ts'

const saved: Segment = {
  id: 1,
  name: 'Dallas or Boston',
  description: '',
  rule: {
    all: [
      { key: 'Team', op: 'is', values: ['Red'] },
      { key: 'Site', op: 'is', values: ['Dallas'] },
    ],
  },
  text: '',
  sentence: '',
  people: 1,
  version: 1,
  usedBy: { segments: [], assignments: [] },
  updatedAt: '2024-05-31T00:00:00Z',
}

const become = (draft: SegmentDraft, ...events: DraftEvent[]) => events.reduce(segmentDraftReducer, draft)
const said = (draft: SegmentDraft) => print(ruleOf(draft.tree))

describe('the two faces', () => {
  test('say the same, whichever was written', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        const written = become(newDraft(undefined), { type: 'text', text: print(rule) })
        expect(ruleOf(written.tree)).toEqual(ruleOf(treeOf(rule)))
        const read = parse(shownText({ ...written, text: null }))
        expect('rule' in read && ruleOf(treeOf(read.rule))).toEqual(ruleOf(treeOf(rule)))
      }),
    )
  })

  test('are changed to and fro without losing how the text was typed', () => {
    const text = 'Team is Red\n\n  and   Site is Dallas'
    const draft = become(draftOf(saved), { type: 'face', face: 'text' }, { type: 'text', text })
    const again = become(draft, { type: 'face', face: 'builder' }, { type: 'face', face: 'text' })
    expect(shownText(again)).toBe(text)
    expect(again.tree).toBe(draft.tree)
    const folded = become(again, { type: 'fold', fold: tree => foldAll(tree, true) })
    expect(shownText(folded)).toBe(text)
    expect(isTouched(folded)).toBe(false)
  })

  test('a change in the builder is in the text', () => {
    const draft = draftOf(saved)
    const id = draft.tree.children[1]?.id ?? ''
    const next = become(draft, {
      type: 'edit',
      edit: tree => changeNode<ConditionNode>(tree, id, one => ({ ...one, values: ['Boston'] })),
    })
    expect(shownText(next)).toBe('Team is Red and Site is Boston')
  })
})

describe('a text that cannot be read', () => {
  const broken = become(
    draftOf(saved),
    { type: 'face', face: 'text' },
    { type: 'text', text: 'Team is Red and' },
  )

  test('keeps its face, says so, and leaves the rule as it was', () => {
    const held = become(broken, { type: 'face', face: 'builder' })
    expect(held).toMatchObject({ face: 'text', isHeld: true, text: 'Team is Red and' })
    expect(said(held)).toBe('Team is Red and Site is Dallas')
    expect(bodyOf(held)).toBeUndefined()
    expect(isTouched(held)).toBe(true)
  })

  test('lets go as soon as it can be read', () => {
    const mended = become(broken, { type: 'face', face: 'builder' }, { type: 'text', text: 'Team is Blue' })
    expect(mended).toMatchObject({ face: 'text', isHeld: false })
    expect(become(mended, { type: 'face', face: 'builder' }).face).toBe('builder')
    expect(said(mended)).toBe('Team is Blue')
  })

  test('can be given up for the rule before it', () => {
    const back = become(broken, { type: 'face', face: 'builder' }, { type: 'giveUpText' })
    expect(back).toMatchObject({ face: 'builder', isHeld: false, textProblem: undefined })
    expect(shownText(back)).toBe('Team is Red and Site is Dallas')
  })

  test('opens as text when it comes with the address', () => {
    expect(newDraft('Team is').face).toBe('text')
    expect(newDraft('Team is Red').face).toBe('builder')
  })
})

test('what was saved keeps the nodes it was written with', () => {
  const draft = draftOf(saved)
  const next = become(draft, { type: 'load', saved: { ...saved, version: 2 } })
  expect(next.tree).toBe(draft.tree)
  expect(next.saved?.version).toBe(2)
})
