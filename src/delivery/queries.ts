import type { Sql } from '../db/db.ts'
import { type Message, messageStatuses } from './contract.ts'

const MESSAGE_COLUMNS = [
  'message.id',
  'message.status',
  'message.kind',
  'message.recipient_email',
  'message.person_id',
  'person.first_name',
  'person.last_name',
  'message.assignment_id',
  'assignment.title',
  'message.attempts',
  'message.reason',
  'message.created_at',
  'message.send_at',
  'message.sent_at',
] as const

export type MessageFilter = { workspaceId: number; assignment?: number; status?: Message['status'] }

/** Newest first, from below the id `before`. */
export async function listMessages(
  sql: Sql,
  { workspaceId, assignment, status }: MessageFilter,
  page: { before?: number; limit: number },
): Promise<Message[]> {
  let query = ofWorkspace(sql, workspaceId)
  if (assignment !== undefined) query = query.where('message.assignment_id', '=', assignment)
  if (status) query = query.where('message.status', '=', status)
  if (page.before !== undefined) query = query.where('message.id', '<', page.before)
  const rows = await query.select(MESSAGE_COLUMNS).orderBy('message.id', 'desc').limit(page.limit).execute()
  return rows.map(showMessage)
}

export async function findMessage(sql: Sql, workspaceId: number, id: number): Promise<Message | undefined> {
  const row = await ofWorkspace(sql, workspaceId)
    .select(MESSAGE_COLUMNS)
    .where('message.id', '=', id)
    .executeTakeFirst()
  return row && showMessage(row)
}

/** How many there are of each status, whatever status is looked at. */
export async function countMessages(
  sql: Sql,
  { workspaceId, assignment }: MessageFilter,
): Promise<Record<Message['status'], number>> {
  let query = sql.selectFrom('message').where('workspace_id', '=', workspaceId)
  if (assignment !== undefined) query = query.where('assignment_id', '=', assignment)
  const rows = await query
    .select('status')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .groupBy('status')
    .execute()
  const found = new Map(rows.map(row => [row.status, row.count]))
  const counts = messageStatuses.map(status => [status, found.get(status) ?? 0] as const)
  return Object.fromEntries(counts) as Record<Message['status'], number>
}

/** What holds all messages of the workspace, if anything does. */
export async function holdOf(sql: Sql, workspaceId: number): Promise<'on' | 'paused' | 'unconfirmed'> {
  const { paused, unconfirmed } = await sql
    .selectFrom('workspace')
    .select(['paused', 'unconfirmed'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (unconfirmed !== null) return 'unconfirmed'
  return paused === null ? 'on' : 'paused'
}

function ofWorkspace(sql: Sql, workspaceId: number) {
  return sql
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
    .where('message.workspace_id', '=', workspaceId)
}

type Row = {
  id: number
  status: Message['status']
  kind: Message['kind']
  recipient_email: string
  person_id: number
  first_name: string
  last_name: string
  assignment_id: number
  title: string
  attempts: number
  reason: string | null
  created_at: number
  send_at: number
  sent_at: number | null
}

function showMessage(row: Row): Message {
  return {
    id: row.id,
    status: row.status,
    kind: row.kind,
    to: row.recipient_email,
    person: { id: row.person_id, name: `${row.first_name} ${row.last_name}`.trim() },
    assignment: { id: row.assignment_id, title: row.title },
    attempts: row.attempts,
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
    sendAt: new Date(row.send_at).toISOString(),
    sentAt: row.sent_at === null ? null : new Date(row.sent_at).toISOString(),
  }
}
