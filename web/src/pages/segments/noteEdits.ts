import type { RuleNote } from '../../../../src/segments/noteContract.ts'
import { changeNode, remove } from './editRuleTree.ts'
import { withSuggestion } from './rule/RuleProblems.tsx'
import { type ConditionNode, type GroupNode, placeOf } from './ruleTree.ts'

/** What somebody may do about a note with one press, and what the button says. */
export type NoteEdit = { label: string; edit: (tree: GroupNode) => GroupNode }

/** Undefined where there is nothing to do but to think. `counted` is the tree that the note is about. */
export function editFor({ kind, path, suggestion }: RuleNote, counted: GroupNode): NoteEdit | undefined {
  const { node, field, index } = placeOf(counted, path)
  if (suggestion !== undefined) {
    const taken = { field, index, message: '', suggestion }
    return {
      label: `Use “${suggestion}” instead`,
      edit: tree => changeNode(tree, node.id, now => withSuggestion(now, taken)),
    }
  }
  if (kind !== 'idle') return undefined
  if (field !== 'values' || !('values' in node))
    return { label: 'Remove this part', edit: tree => remove(tree, node.id) }
  const value = node.values[index ?? -1]
  return {
    label: `Remove “${value}”`,
    edit: tree =>
      changeNode<ConditionNode>(tree, node.id, now => ({
        ...now,
        values: now.values.filter(each => each !== value),
      })),
  }
}
