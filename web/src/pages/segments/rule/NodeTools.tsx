import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'
import classes from './Rule.module.css'
import { partId, useEdits } from './useRuleEdits.ts'

/** Move, duplicate, remove: plain buttons, since there are four to every line. */
export function NodeTools({ nodeId, what }: { nodeId: string; what: string }) {
  const edits = useEdits()
  return (
    <span className={classes.tools}>
      <button
        type="button"
        id={partId(nodeId, 'up')}
        className={classes.tool}
        aria-label={`Move ${what} up`}
        title="Move up"
        onClick={() => edits.move(nodeId, -1, 'up')}
      >
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        id={partId(nodeId, 'down')}
        className={classes.tool}
        aria-label={`Move ${what} down`}
        title="Move down"
        onClick={() => edits.move(nodeId, 1, 'down')}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.tool}
        aria-label={`Duplicate ${what}`}
        title="Duplicate"
        onClick={() => edits.duplicate(nodeId)}
      >
        <IconCopy size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.tool}
        data-removes
        aria-label={`Remove ${what}`}
        title="Remove"
        onClick={() => edits.remove(nodeId)}
      >
        <IconTrash size={16} stroke={1.75} aria-hidden />
      </button>
    </span>
  )
}
