import { IconPlus } from '@tabler/icons-react'
import classes from './Rule.module.css'
import { partId, useEdits } from './useRuleEdits.ts'

/** What can be added at the end of a group. */
export function AddButtons({ groupId, to }: { groupId: string; to: string }) {
  const { add } = useEdits()
  const button = (what: 'condition' | 'group' | 'segment', words: string, label: string) => (
    <button
      type="button"
      id={what === 'condition' ? partId(groupId, 'add') : undefined}
      className={classes.add}
      aria-label={`${label} to ${to}`}
      onClick={() => add(groupId, what)}
    >
      <IconPlus size={14} aria-hidden />
      {words}
    </button>
  )
  return (
    <div className={classes.adds}>
      {button('condition', 'Condition', 'Add a condition')}
      {button('group', 'Group', 'Add a group')}
      {button('segment', 'In segment', 'Add a segment')}
    </div>
  )
}
