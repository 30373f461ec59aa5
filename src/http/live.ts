import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'

/** What open windows are told at once. `change` carries the workspace's new version. */
export type LiveEvent = { event: 'change' | 'recipient' | 'message'; data: Record<string, unknown> }

type Listener = (event: LiveEvent | 'closed') => void

/** Passes news of a workspace to whoever listens in this process. */
export type Live = {
  /** A change was committed; `version` is the workspace's new one. */
  changed(workspaceId: number, version: number): void
  /** A recipient moved on, or a message was sent or failed. */
  tell(workspaceId: number, event: LiveEvent): void
  /** Returns how to stop listening. */
  listen(workspaceId: number, listener: Listener): () => void
  /** Ends every stream. */
  close(): void
}

const POLL_MS = 400

/**
 * Changes of this process are told by whoever committed them. Those of other processes are found by looking at the
 * workspaces' versions, and only while somebody listens.
 */
export function createLive(db: Db, log: Log): Live {
  const listeners = new Map<number, Set<Listener>>()
  const told = new Map<number, number>()
  let timer: NodeJS.Timeout | undefined

  const tell = (workspaceId: number, event: LiveEvent | 'closed') => {
    for (const listener of listeners.get(workspaceId) ?? []) listener(event)
  }
  const changed = (workspaceId: number, version: number) => {
    if (!listeners.has(workspaceId) || version <= (told.get(workspaceId) ?? -1)) return
    told.set(workspaceId, version)
    tell(workspaceId, { event: 'change', data: { version } })
  }
  const poll = async () => {
    timer = undefined
    try {
      const rows = await db.read
        .selectFrom('workspace')
        .select(['id', 'version'])
        .where('id', 'in', [...listeners.keys()])
        .execute()
      for (const { id, version } of rows) {
        // The first look only learns where the workspace stands.
        if (told.has(id)) changed(id, version)
        else told.set(id, version)
      }
    } catch (error) {
      log.warn({ err: error }, 'Looking for changes of other processes failed')
    }
    schedule()
  }
  const schedule = (soon = POLL_MS) => {
    if (listeners.size > 0) timer ??= setTimeout(poll, soon)
  }

  return {
    changed,
    tell,
    listen(workspaceId, listener) {
      const here = listeners.get(workspaceId) ?? new Set()
      listeners.set(workspaceId, here.add(listener))
      // At once where nobody listened yet: what is committed before the first look is not told.
      schedule(0)
      return () => {
        here.delete(listener)
        if (here.size > 0 || listeners.get(workspaceId) !== here) return
        listeners.delete(workspaceId)
        told.delete(workspaceId)
      }
    },
    close() {
      for (const workspaceId of [...listeners.keys()]) tell(workspaceId, 'closed')
      listeners.clear()
      clearTimeout(timer)
      timer = undefined
    },
  }
}
