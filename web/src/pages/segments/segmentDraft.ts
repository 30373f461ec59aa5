import type { Segment } from '../../../../src/segments/contract.ts'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { print } from '../../../../src/segments/rule/print.ts'
import type { Rule } from '../../../../src/segments/rule/rule.ts'
import { aCondition, aGroup, finished, type GroupNode, ruleOf, treeOf, unfinished } from './ruleTree.ts'

/** Where the text cannot be read, and why. */
export type TextProblem = { line: number; column: number; message: string; suggestion?: string | undefined }

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
}

export type DraftEvent =
  | { type: 'name'; name: string }
  | { type: 'description'; description: string }
  | { type: 'edit'; edit: (tree: GroupNode) => GroupNode }
  | { type: 'text'; text: string }
  | { type: 'load'; saved: Segment }

export function newDraft(text: string | undefined): SegmentDraft {
  const empty: SegmentDraft = {
    saved: undefined,
    name: '',
    description: '',
    tree: aGroup('all', [aCondition()]),
    text: null,
    textProblem: undefined,
  }
  return text ? withText(empty, text) : empty
}

export function draftOf(saved: Segment): SegmentDraft {
  return {
    saved,
    name: saved.name,
    description: saved.description,
    tree: treeOf(saved.rule),
    text: null,
    textProblem: undefined,
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
    case 'text':
      return withText(draft, event.text)
    case 'load':
      return draftOf(event.saved)
  }
}

function withText(draft: SegmentDraft, text: string): SegmentDraft {
  if (text.trim() === '') return { ...draft, text, tree: aGroup('all'), textProblem: undefined }
  const answer = parse(text)
  return 'rule' in answer
    ? { ...draft, text, tree: treeOf(answer.rule), textProblem: undefined }
    : { ...draft, text, textProblem: answer.error }
}

/** The rule as far as it is finished, in its text form. */
export function textOf(tree: GroupNode): string {
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
