import { sql as raw } from 'kysely'
import type { Db, Sql, Tx } from '../db/db.ts'
import type { MessageTable } from '../db/deliveryTables.ts'

/** Literally the condition of the index message_waiting: SQLite uses a partial index only for its own words. */
export const isWaiting = raw<boolean>`message.status in ('queued', 'held', 'sending')`

const DUE_COLUMNS = [
  'message.workspace_id',
  'message.id',
  'message.assignment_id',
  'message.person_id',
  'message.kind',
  'message.attempts',
  'message.send_at',
  'message.created_at',
  'message.recipient_email',
  'person.email',
  'person.first_name',
  'person.last_name',
  'person.tags',
  'person.status as person_status',
  'person.link_generation',
  'person.link_revoked',
  'assignment.title',
  'assignment.instructions',
  'assignment.status as assignment_status',
  'recipient.status as recipient_status',
  'recipient.superseded_at',
  'recipient.due_at',
] as const

/** A message with all that its mail says. */
export type DueMessage = Awaited<ReturnType<typeof selectDue>>[number]

export async function isAnyDue(sql: Sql, now: number): Promise<boolean> {
  const row = await sql
    .selectFrom('message')
    .select('message.id')
    .where(isWaiting)
    .where('message.status', '=', 'queued')
    .where('message.send_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The next that are due; with `of`, all that are due of one person or to one manager. */
export async function selectDue(
  tx: Tx,
  dialect: Db['dialect'],
  now: number,
  which:
    | { limit: number }
    | { of: { workspaceId: number; person: number } | { workspaceId: number; manager: string } },
) {
  let query = tx.sql
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
    .select(DUE_COLUMNS)
    .where(isWaiting)
    .where('message.status', '=', 'queued')
    .where('message.send_at', '<=', now)
    // The order of the index message_waiting: in any other the whole queue would be sorted for each look.
    .orderBy('message.send_at')
    .orderBy('message.workspace_id')
    .orderBy('message.id')
  if ('limit' in which) query = query.limit(which.limit)
  else {
    query = query.where('message.workspace_id', '=', which.of.workspaceId)
    query =
      'person' in which.of
        ? query.where('message.person_id', '=', which.of.person).where('message.kind', '!=', 'escalation')
        : query
            .where('message.recipient_email', '=', which.of.manager)
            .where('message.kind', '=', 'escalation')
  }
  // Other senders on the same PostgreSQL take the next ones instead of waiting for these.
  return await (dialect === 'postgres' ? query.forUpdate('message').skipLocked() : query).execute()
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
