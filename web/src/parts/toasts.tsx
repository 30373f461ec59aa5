import { CloseButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import classes from './toasts.module.css'

/** Long enough to read a sentence and reach for Undo. */
const STAYS_MS = 12_000
const AT_MOST = 3

type Toast = { id: number; text: string; actions: ReactNode }

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Say at the corner that something is done: `toast('The key was revoked.')`, with links or buttons where they help. */
export function toast(text: string, actions: ReactNode = null) {
  const id = ++lastId
  set([...toasts, { id, text, actions }].slice(-AT_MOST))
  window.setTimeout(() => dismiss(id), STAYS_MS)
}

function dismiss(id: number) {
  set(toasts.filter(one => one.id !== id))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear; once in the app. Screen readers hear them when they come. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section className={classes.place} role="status" aria-live="polite" aria-label="Done">
      {shown.map(one => (
        <div key={one.id} className={classes.toast}>
          <IconCheck size={18} aria-hidden className={classes.icon} />
          <div className={classes.words}>
            {one.text}
            {one.actions ? (
              // A choice made here is answered, so the toast goes.
              // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the controls inside take the keys
              <div className={classes.actions} onClick={() => dismiss(one.id)}>
                {one.actions}
              </div>
            ) : null}
          </div>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismiss(one.id)} />
        </div>
      ))}
    </section>
  )
}
