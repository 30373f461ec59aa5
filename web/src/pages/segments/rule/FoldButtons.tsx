import { counted } from '../../../parts/Count.tsx'
import { countConditions, type GroupNode, isGroup, nodesOf } from '../ruleTree.ts'
import { useEdits } from './useRuleEdits.ts'

/** A shorter rule can be counted by looking at it. */
const COUNTED = 12

/** How long the rule is, and all its groups folded or unfolded at once. */
export function FoldButtons({ tree }: { tree: GroupNode }) {
  const { foldAll } = useEdits()
  const groups = nodesOf(tree).slice(1).filter(isGroup)
  const conditions = countConditions(tree)
  const button = (words: string, isFolded: boolean) => (
    <button type="button" className="linkButton" onClick={() => foldAll(isFolded)}>
      {words}
    </button>
  )
  return (
    <>
      {conditions > COUNTED ? (
        <span>
          {counted(conditions, 'condition')}
          {groups.length > 0 ? `, ${counted(groups.length, 'group')}` : ''}
        </span>
      ) : null}
      {groups.length > 1 && groups.some(group => !group.isFolded) ? button('Fold all', true) : null}
      {groups.length > 1 && groups.some(group => group.isFolded) ? button('Unfold all', false) : null}
    </>
  )
}
