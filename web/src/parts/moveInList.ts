import type { KeyboardEvent } from 'react'

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/**
 * Arrow keys move the focus from row to row, Space ticks the row's box. Rows carry `data-row`, what takes the focus in
 * them `data-row-focus`. Reads the page instead of keeping a state of its own, so it cannot fall out of step.
 */
export function moveInList(event: KeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const row = event.target.closest<HTMLElement>('[data-row]')
  if (!row) return
  const step = steps[event.key]
  if (step !== undefined) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
    const next = rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('[data-row-focus]')
    if (!next) return
    event.preventDefault()
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
  } else if (event.key === ' ' && event.target.matches('a')) {
    const box = row.querySelector<HTMLInputElement>('input[type=checkbox]')
    if (!box) return
    event.preventDefault()
    box.click()
  }
}
