import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Count, figure } from './Count.tsx'
import classes from './DataList.module.css'
import type { Selection } from './useSelection.ts'

/** What is chosen and what can be done with it; stays in sight while the list scrolls. */
export function SelectionBar({
  selection,
  total,
  acts,
}: {
  selection: Selection
  total: number
  acts: ReactNode
}) {
  return (
    <section className={classes.selection} aria-label="Selection">
      <strong aria-live="polite">
        <Count value={selection.all ? total : selection.ids.size} /> selected
      </strong>
      {!selection.all && selection.ids.size < total ? (
        <Button variant="subtle" size="compact-sm" onClick={selection.chooseAll}>
          Select all {figure(total)}
        </Button>
      ) : null}
      <div className={classes.acts}>{acts}</div>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={selection.clear}>
        Clear
      </Button>
    </section>
  )
}
