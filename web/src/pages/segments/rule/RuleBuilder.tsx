import { VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { GroupNode } from '../ruleTree.ts'
import { KeyTypesContext, useKeyTypes } from './keyTypes.ts'
import { RuleDragging } from './RuleDragging.tsx'
import { RuleGroup } from './RuleGroup.tsx'
import { type ProblemsById, RuleProblemsContext } from './RuleProblems.tsx'
import { RuleEditsContext, type TreeEdit, useRuleEdits } from './useRuleEdits.ts'

/** The rule as nested groups. What nodes need beside themselves comes by context, so that it never redraws them all. */
export function RuleBuilder({
  tree,
  problems,
  onEdit,
  onFold,
}: {
  tree: GroupNode
  problems: ProblemsById
  /** Both must stay the same functions from one drawing to the next. */
  onEdit: (edit: TreeEdit) => void
  onFold: (fold: TreeEdit) => void
}) {
  /** Where a node went, for who does not see it go. */
  const [moved, setMoved] = useState('')
  const edits = useRuleEdits(onEdit, onFold, setMoved)
  const types = useKeyTypes()
  return (
    <RuleEditsContext value={edits}>
      <KeyTypesContext value={types}>
        <RuleProblemsContext value={problems}>
          <RuleDragging onDrop={edits.place}>
            <RuleGroup node={tree} place="" />
          </RuleDragging>
          <VisuallyHidden role="status">{moved}</VisuallyHidden>
        </RuleProblemsContext>
      </KeyTypesContext>
    </RuleEditsContext>
  )
}
