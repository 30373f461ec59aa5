import { memo, use } from 'react'
import { print } from '../../../../../src/segments/rule/print.ts'
import { OPERATORS, type Operator } from '../../../../../src/segments/rule/rule.ts'
import { fold } from '../../../../../src/tags/fold.ts'
import { type ConditionNode, lacks } from '../ruleTree.ts'
import { ConditionValues } from './ConditionValues.tsx'
import { Grip } from './Grip.tsx'
import { KeyField } from './KeyField.tsx'
import { KeyTypesContext } from './keyTypes.ts'
import { NodeTools } from './NodeTools.tsx'
import { operatorsFor, valuesAfter } from './operatorsFor.ts'
import classes from './Rule.module.css'
import { isSameProblems, type NodeProblem, NodeProblems, wrongWith } from './RuleProblems.tsx'
import { partId, useEdits } from './useRuleEdits.ts'

type Props = { node: ConditionNode; place: string; problems: readonly NodeProblem[] | undefined }

const isSame = (a: Props, b: Props) =>
  a.node === b.node && a.place === b.place && isSameProblems(a.problems, b.problems)

/** One line: key, operator, values. Drawn anew only when this condition itself changes. */
export const RuleCondition = memo(function RuleCondition({ node, place, problems }: Props) {
  const { change } = useEdits()
  const type = use(KeyTypesContext).get(fold(node.key))
  const { key, op, values } = node
  const name = lacks(node) ? 'unfinished' : print(values.length === 0 ? { key, op } : { key, op, values })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is seen, and the line says it already
    <div role="group" aria-label={`Condition ${place}: ${name}`} className={classes.line}>
      <Grip />
      <KeyField
        id={partId(node.id, 'key')}
        value={key}
        {...wrongWith(node.id, problems, 'key')}
        onPick={key => change<ConditionNode>(node.id, one => ({ ...one, key }))}
      />
      <select
        id={partId(node.id, 'op')}
        className={classes.select}
        aria-label="Operator"
        value={op}
        onChange={event => {
          const next = event.currentTarget.value as Operator
          change<ConditionNode>(node.id, one => ({
            ...one,
            op: next,
            values: valuesAfter(one.op, next, one.values),
          }))
        }}
      >
        {operatorsFor(type, op).map(one => (
          <option key={one} value={one}>
            {OPERATORS[one].label}
          </option>
        ))}
      </select>
      <div className={classes.takes}>
        <ConditionValues
          node={node}
          type={type}
          {...wrongWith(node.id, problems, 'values')}
          onChange={values => change<ConditionNode>(node.id, one => ({ ...one, values }))}
        />
      </div>
      <NodeTools nodeId={node.id} what={`condition ${place}`} />
      <NodeProblems nodeId={node.id} problems={problems} />
    </div>
  )
}, isSame)
