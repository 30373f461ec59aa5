import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Db, Sql } from '../db/db.ts'
import { type Kept, readKept, writeKept } from './installationFile.ts'

/**
 * Whether this database is the one that sends, or a copy of it. Beside the database lies a file, `installation`, with a name
 * and a stamp that is renewed, in both places, whenever something is about to be sent. A restored backup has an older stamp
 * than the file; a copied data folder has a file that is not the one it says it is. Either holds all messages of all
 * workspaces until an admin of each has confirmed: docs/decisions/0019-told-at-the-right-time.md.
 */
export type Doubt = 'restored' | 'copied' | 'newFolder'
export type Unconfirmed = { at: number; why: Doubt }
/** What a stored `workspace.unconfirmed` says. */
export const readUnconfirmed = (stored: string | null) =>
  stored === null ? null : (JSON.parse(stored) as Unconfirmed)

type Place = { db: Db; config: Pick<Config, 'dataFolder'> }

/** At the start, before anything is sent. Answers why all workspaces now wait to be confirmed; null when all is well. */
export async function recogniseInstallation({ db, config }: Place, now: number): Promise<Doubt | null> {
  const kept = readKept(config.dataFolder)
  const { doubt, id, stamp } = await db.transaction(async ({ sql }) => {
    const known = await sql.selectFrom('installation').select(['id', 'stamp']).execute()
    const doubt = doubtOf(kept, known)
    if (doubt) {
      const unconfirmed: Unconfirmed = { at: now, why: doubt }
      await sql
        .updateTable('workspace')
        .set({ unconfirmed: JSON.stringify(unconfirmed) })
        .where('unconfirmed', 'is', null)
        .execute()
    }
    // A copy goes on under a name of its own; the folder it came from keeps its own.
    const id = kept && doubt !== 'copied' ? kept.id : randomUUID()
    const stamp = randomUUID()
    writeKept(config.dataFolder, { id, stamps: [stamp, ...stampOf(known, id)] })
    await writeStamp(sql, { id, stamp, seen_at: now })
    return { doubt, id, stamp }
  })
  await settleStamp({ db, config }, id, stamp)
  return doubt
}

/** Before something is sent: from here on, a copy that was made of the database earlier can be told from it. */
export async function renewStamp({ db, config }: Place, now: number): Promise<void> {
  const stamp = randomUUID()
  const id = await db.transaction(async ({ sql }) => {
    const kept = readKept(config.dataFolder)
    // The row is locked before the file is written: two processes of one data folder renew in turn.
    const locked = kept && (await writeSeen(sql, kept.id, now))
    if (!kept || !locked) return null
    const known = await sql.selectFrom('installation').select(['id', 'stamp']).execute()
    writeKept(config.dataFolder, { id: kept.id, stamps: [stamp, ...stampOf(known, kept.id)] })
    await writeStamp(sql, { id: kept.id, stamp, seen_at: now })
    return kept.id
  })
  if (id) await settleStamp({ db, config }, id, stamp)
}

/** Once the new stamp is committed, the one before it is good no longer. */
async function settleStamp({ db, config }: Place, id: string, stamp: string): Promise<void> {
  await db.transaction(async ({ sql }) => {
    const present = await sql
      .selectFrom('installation')
      .select('stamp')
      .where('id', '=', id)
      .executeTakeFirst()
    if (present?.stamp === stamp) writeKept(config.dataFolder, { id, stamps: [stamp] })
  })
}

function doubtOf(kept: Kept | null, known: { id: string; stamp: string }[]): Doubt | null {
  // A database that no installation has sent from yet is simply taken up.
  if (known.length === 0) return null
  if (!kept) return 'newFolder'
  if (kept.isCopy) return 'copied'
  const row = known.find(({ id }) => id === kept.id)
  return row && kept.stamps.includes(row.stamp) ? null : 'restored'
}

const stampOf = (known: { id: string; stamp: string }[], id: string) =>
  known.filter(row => row.id === id).map(row => row.stamp)

async function writeSeen(sql: Sql, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('installation')
    .set({ seen_at: now })
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}

async function writeStamp(sql: Sql, row: { id: string; stamp: string; seen_at: number }): Promise<void> {
  await sql
    .insertInto('installation')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet({ stamp: row.stamp, seen_at: row.seen_at }))
    .execute()
}
