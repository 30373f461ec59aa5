import type { Segment } from '../../../../src/segments/contract.ts'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { print } from '../../../../src/segments/rule/print.ts'
import { printLines } from '../../../../src/segments/rule/printLines.ts'
import type { Rule } from '../../../../src/segments/rule/rule.ts'
import { foldLong } from './foldRuleTree.ts'
import { followText } from './followText.ts'
import { aCondition, aGroup, finished, type GroupNode, ruleOf, treeOf, unfinished } from './ruleTree.ts'

/** Where the text cannot be read, and why. */
export type TextProblem = { line: number; column: number; message: string; suggestion?: string | undefined }

export type Face = 'builder' | 'text'

/** A segment being written: the saved one it began as, and what has become of it. */
export type SegmentDraft = {
  /** Undefined for a new one. */
  saved: Segment | undefined
  name: string
  description: string
  tree: GroupNode
  /** What was typed as text; null while the text simply follows the tree. */
  text: string | null
  textProblem: TextProblem | undefined
  /** Which of the two is shown. */
  face: Face
  /** The builder was asked for, but the text cannot be read: the page says why it stays. */
  isHeld: boolean
}

export type DraftEvent =
  | { type: 'name'; name: string }
  | { type: 'description'; description: string }
  | { type: 'edit'; edit: (tree: GroupNode) => GroupNode }
  /** What is folded is no part of the rule: the text stays as it was typed. */
  | { type: 'fold'; fold: (tree: GroupNode) => GroupNode }
  | { type: 'text'; text: string }
  | { type: 'face'; face: Face }
  /** Gives up a text that cannot be read, for the rule as it was before. */
  | { type: 'giveUpText' }
  | { type: 'load'; saved: Segment }

export function newDraft(text: string | undefined): SegmentDraft {
  const empty: SegmentDraft = {
    saved: undefined,
    name: '',
    description: '',
    tree: aGroup('all', [aCondition()]),
    text: null,
    textProblem: undefined,
    face: 'builder',
    isHeld: false,
  }
  if (!text) return empty
  const draft = withText(empty, text)
  return draft.textProblem ? { ...draft, face: 'text' } : draft
}

export function draftOf(saved: Segment): SegmentDraft {
  return {
    saved,
    name: saved.name,
    description: saved.description,
    tree: foldLong(treeOf(saved.rule)),
    text: null,
    textProblem: undefined,
    face: 'builder',
    isHeld: false,
  }
}

/** The last text or tree edited counts; the other follows it. */
export function segmentDraftReducer(draft: SegmentDraft, event: DraftEvent): SegmentDraft {
  switch (event.type) {
    case 'name':
      return { ...draft, name: event.name }
    case 'description':
      return { ...draft, description: event.description }
    case 'edit': {
      const tree = event.edit(draft.tree)
      return tree === draft.tree ? draft : { ...draft, tree, text: null, textProblem: undefined }
    }
    case 'fold':
      return { ...draft, tree: event.fold(draft.tree) }
    case 'text':
      return withText(draft, event.text)
    case 'face': {
      const isHeld = event.face === 'builder' && draft.textProblem !== undefined
      return { ...draft, face: isHeld ? 'text' : event.face, isHeld }
    }
    case 'giveUpText':
      return { ...draft, text: null, textProblem: undefined, face: 'builder', isHeld: false }
    case 'load': {
      const tree = followText(draft.tree, treeOf(event.saved.rule))
      return { ...draftOf(event.saved), tree, face: draft.face }
    }
  }
}

function withText(draft: SegmentDraft, text: string): SegmentDraft {
  const answer = text.trim() === '' ? undefined : parse(text)
  if (answer && 'error' in answer) return { ...draft, text, textProblem: answer.error }
  const read = answer ? treeOf(answer.rule) : aGroup('all')
  // A rule pasted whole opens as a saved one does; one that is being written stays as it is.
  const tree = followText(draft.tree, finished(draft.tree) ? read : foldLong(read))
  return { ...draft, text, tree, textProblem: undefined, isHeld: false }
}

/** What the text face shows: what was typed, or the finished part of the tree. */
export function shownText({ text, tree }: Pick<SegmentDraft, 'text' | 'tree'>): string {
  if (text !== null) return text
  const part = finished(tree)
  return part ? printLines(ruleOf(part)) : ''
}

/** The rule as far as it is finished, in its shortest text form, to compare by. */
function textOf(tree: GroupNode): string {
  const part = finished(tree)
  return part ? print(ruleOf(part)) : ''
}

export function isTouched({ saved, name, description, tree, textProblem }: SegmentDraft): boolean {
  if (textProblem) return true
  if (!saved) return name.trim() !== '' || description.trim() !== '' || finished(tree) !== undefined
  return (
    name.trim() !== saved.name ||
    description.trim() !== saved.description ||
    unfinished(tree).length > 0 ||
    textOf(tree) !== textOf(treeOf(saved.rule))
  )
}

/** What is sent when it is saved; undefined while there is nothing that could be. */
export type SegmentBody = { name: string; description: string; rule: Rule }

export function bodyOf({ name, description, tree, textProblem }: SegmentDraft): SegmentBody | undefined {
  if (textProblem || unfinished(tree).length > 0 || name.trim() === '') return undefined
  return { name: name.trim(), description: description.trim(), rule: ruleOf(tree) }
}
