import { readDate } from '../../../../../src/segments/rule/calendar.ts'
import { OPERATORS } from '../../../../../src/segments/rule/rule.ts'
import type { KeyType } from '../../../../../src/tags/contract.ts'
import type { ConditionNode } from '../ruleTree.ts'
import { SpanField } from './SpanField.tsx'
import { ValueField } from './ValueField.tsx'
import classes from './Values.module.css'
import { ValuesField } from './ValuesField.tsx'
import { YesNoField } from './YesNoField.tsx'

/** The values of a condition, in the way its operator takes them. */
export function ConditionValues({
  node,
  type,
  isWrong,
  describedBy,
  onChange,
}: {
  node: ConditionNode
  type: KeyType | undefined
  isWrong: boolean
  describedBy: string
  onChange: (values: string[]) => void
}) {
  const { takes } = OPERATORS[node.op]
  const [first = '', second = ''] = node.values
  const field = { isWrong, describedBy }
  switch (takes) {
    case 'nothing':
      return <span className={classes.values} />
    case 'tags':
    case 'text':
      if (type === 'yesNo' && takes === 'tags')
        return <YesNoField {...field} tagKey={node.key} values={node.values} onChange={onChange} />
      return (
        <ValuesField
          {...field}
          tagKey={node.key}
          values={node.values}
          completes={takes === 'tags'}
          onChange={onChange}
        />
      )
    case 'number':
    case 'date':
      return (
        <span className={classes.values}>
          <ValueField
            {...field}
            label={takes === 'date' ? 'Date' : 'Number'}
            takes={takes}
            value={first}
            onChange={value => onChange([value])}
          />
        </span>
      )
    case 'span':
      return <SpanField {...field} value={first} onChange={value => onChange([value])} />
    case 'range': {
      const isDates = type === 'date' || readDate(first || second) !== undefined
      const kind = isDates ? 'date' : 'number'
      return (
        <span className={classes.values}>
          <ValueField
            {...field}
            label="From"
            takes={kind}
            value={first}
            onChange={value => onChange([value, second])}
          />
          <span className="quiet">and</span>
          <ValueField
            {...field}
            label="To"
            takes={kind}
            value={second}
            onChange={value => onChange([first, value])}
          />
        </span>
      )
    }
  }
}
