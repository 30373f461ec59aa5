import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import { deleteFile, listOldFiles } from './fileQueries.ts'
import { updateOpenImport } from './queries.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Deletes the files of imports that ended, or were left waiting, longer ago than their workspace keeps files. Whoever
 * left an import waiting so long cannot go on with it: it counts as cancelled. Answers how many.
 */
export async function deleteOldFiles(db: Db, now: number): Promise<number> {
  const workspaces = await db.read.selectFrom('workspace').select(['id', 'keep_files_days']).execute()
  let deleted = 0
  for (const { id: workspaceId, keep_files_days: days } of workspaces) {
    // One that waits needs its file, so it has a day at least.
    const old = await listOldFiles(db.read, workspaceId, {
      ended: now - days * DAY_MS,
      waiting: now - Math.max(1, days) * DAY_MS,
    })
    for (const importId of old) {
      await db.transaction(async tx => {
        await updateOpenImport(tx.sql, workspaceId, importId, {
          status: 'cancelled',
          plan: null,
          ended_at: now,
          ended_by: 'Muster',
        })
        await deleteFile(tx.sql, workspaceId, importId, now)
      })
      deleted++
    }
  }
  return deleted
}

/** Looks every hour, and right at the start: the server may have been off for long. */
export function startDeletingFiles(context: { db: Db; log: Log; now(): Date }): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async () => {
    try {
      const files = await deleteOldFiles(context.db, context.now().getTime())
      if (files > 0) context.log.info({ files }, 'Deleted files of imports that were kept long enough')
    } catch (error) {
      context.log.error({ err: error }, 'Deleting old files of imports failed; trying again in an hour')
    }
    if (stopped) return
    timer = setTimeout(() => {
      running = run()
    }, HOUR_MS)
    timer.unref()
  }
  let running = run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
