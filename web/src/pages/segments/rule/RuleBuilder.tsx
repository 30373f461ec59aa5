import type { GroupNode } from '../ruleTree.ts'
import { KeyTypesContext, useKeyTypes } from './keyTypes.ts'
import { RuleGroup } from './RuleGroup.tsx'
import { type ProblemsById, RuleProblemsContext } from './RuleProblems.tsx'
import { RuleEditsContext, useRuleEdits } from './useRuleEdits.ts'

/** The rule as nested groups. What nodes need beside themselves comes by context, so that it never redraws them all. */
export function RuleBuilder({
  tree,
  problems,
  onEdit,
}: {
  tree: GroupNode
  problems: ProblemsById
  /** Must stay the same function from one drawing to the next. */
  onEdit: (edit: (tree: GroupNode) => GroupNode) => void
}) {
  const edits = useRuleEdits(onEdit)
  const types = useKeyTypes()
  return (
    <RuleEditsContext value={edits}>
      <KeyTypesContext value={types}>
        <RuleProblemsContext value={problems}>
          <RuleGroup node={tree} place="" />
        </RuleProblemsContext>
      </KeyTypesContext>
    </RuleEditsContext>
  )
}
