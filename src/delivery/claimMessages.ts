import { sql as raw } from 'kysely'
import { SUPERSEDED } from '../changes/presentRecipients.ts'
import type { Db, Sql, Tx } from '../db/db.ts'
import type { MessageTable } from '../db/schema.ts'

/** Literally the condition of the index message_waiting: SQLite uses a partial index only for its own words. */
const waiting = raw<boolean>`message.status in ('queued', 'held', 'sending')`

const CLAIM_COLUMNS = [
  'message.workspace_id',
  'message.id',
  'message.assignment_id',
  'message.person_id',
  'message.kind',
  'message.attempts',
  'message.send_at',
  'message.created_at',
  'person.email',
  'person.first_name',
  'person.last_name',
  'person.status as person_status',
  'person.link_generation',
  'assignment.title',
  'assignment.instructions',
  'assignment.status as assignment_status',
  'recipient.status as recipient_status',
  'recipient.superseded_at',
  'recipient.due_at',
  'workspace.name as workspace',
  'workspace.time_zone',
] as const

/** A message with all that its mail says. */
export type ClaimedMessage = Awaited<ReturnType<typeof selectDue>>[number]

/**
 * Takes the next messages that are due, for this process alone, and cancels those that have lost their reason meanwhile. In
 * its own short transaction: once it has committed, a message is with exactly one sender, and a crash leaves it visible as
 * being sent. `done` says that nothing else is due now.
 */
export async function claimMessages(
  db: Db,
  { now, claimedBy, limit }: { now: number; claimedBy: string; limit: number },
): Promise<{ claimed: ClaimedMessage[]; cancelled: number; done: boolean }> {
  // Looking is free; only a look that finds something takes SQLite's one write lock.
  if (!(await isAnyDue(db.read, now))) return { claimed: [], cancelled: 0, done: true }
  return await db.transaction(async tx => {
    const due = await selectDue(tx, db.dialect, now, limit)
    const reasons = Map.groupBy(due, row => reasonToCancel(row, now))
    const claimed = reasons.get(null) ?? []
    for (const [reason, rows] of reasons) {
      await updateMessages(
        tx.sql,
        rows,
        reason === null
          ? { status: 'sending', claimed_by: claimedBy, claimed_at: now }
          : { status: 'cancelled', reason },
      )
    }
    return { claimed, cancelled: due.length - claimed.length, done: due.length < limit }
  })
}

async function isAnyDue(sql: Sql, now: number): Promise<boolean> {
  const row = await sql
    .selectFrom('message')
    .select('message.id')
    .where(waiting)
    .where('message.status', '=', 'queued')
    .where('message.send_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function selectDue(tx: Tx, dialect: Db['dialect'], now: number, limit: number) {
  const query = tx.sql
    .selectFrom('message')
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'message.workspace_id')
        .onRef('person.id', '=', 'message.person_id'),
    )
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'message.workspace_id')
        .onRef('assignment.id', '=', 'message.assignment_id'),
    )
    .innerJoin('recipient', join =>
      join
        .onRef('recipient.workspace_id', '=', 'message.workspace_id')
        .onRef('recipient.assignment_id', '=', 'message.assignment_id')
        .onRef('recipient.person_id', '=', 'message.person_id')
        .onRef('recipient.occurrence', '=', 'message.occurrence'),
    )
    .innerJoin('workspace', 'workspace.id', 'message.workspace_id')
    .select(CLAIM_COLUMNS)
    .where(waiting)
    .where('message.status', '=', 'queued')
    .where('message.send_at', '<=', now)
    .orderBy('message.send_at')
    .limit(limit)
  // Other senders on the same PostgreSQL take the next ones instead of waiting for these.
  const locking = dialect === 'postgres' ? query.forUpdate('message').skipLocked() : query
  return await locking.execute()
}

const STALE_REMINDER_MS = 2 * 24 * 3_600_000

/** Why a message is no longer to be sent; null when it is. */
function reasonToCancel(
  row: {
    kind: MessageTable['kind']
    created_at: number
    person_status: string
    assignment_status: string
    recipient_status: string
    superseded_at: number | null
  },
  now: number,
): string | null {
  if (row.person_status !== 'active') return 'The person is no longer active.'
  if (row.superseded_at !== null) return SUPERSEDED
  if (row.recipient_status === 'withdrawn')
    return 'The assignment was withdrawn before this message was sent.'
  if (row.recipient_status === 'completed')
    return 'The assignment was completed before this message was sent.'
  if (row.assignment_status !== 'live')
    return `The assignment was ${row.assignment_status === 'closed' ? 'closed' : 'taken back'} before this message was sent.`
  if (row.kind === 'reminder' && now - row.created_at > STALE_REMINDER_MS)
    return 'This reminder could not be sent in time.'
  return null
}

/** Writes the same to several messages; one statement a workspace. */
export async function updateMessages(
  sql: Sql,
  messages: readonly { workspace_id: number; id: number }[],
  values: Partial<MessageTable>,
): Promise<void> {
  for (const [workspaceId, rows] of Map.groupBy(messages, row => row.workspace_id)) {
    await sql
      .updateTable('message')
      .set(values)
      .where('workspace_id', '=', workspaceId)
      .where(
        'id',
        'in',
        rows.map(row => row.id),
      )
      .execute()
  }
}
