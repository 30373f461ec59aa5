import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import classes from './Rule.module.css'
import { partId, useEdits } from './useRuleEdits.ts'

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/**
 * Move, duplicate, remove. One stop for the Tab key, the arrows go from button to button: otherwise a rule of two
 * hundred conditions would be eight hundred stops long. Plain buttons, since there are four to every line.
 */
export function NodeTools({ nodeId, what }: { nodeId: string; what: string }) {
  const edits = useEdits()
  return (
    <span role="toolbar" aria-label={`Arrange ${what}`} className={classes.tools} onKeyDown={step}>
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
        tabIndex={-1}
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
        tabIndex={-1}
        className={classes.tool}
        aria-label={`Duplicate ${what}`}
        title="Duplicate"
        onClick={() => edits.duplicate(nodeId)}
      >
        <IconCopy size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
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

function step(event: KeyboardEvent<HTMLElement>) {
  const by = steps[event.key]
  if (by === undefined) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = buttons.indexOf(event.target as HTMLElement)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
}
