import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { RecipientTable } from '../db/schema.ts'
import { searchable } from '../people/person.ts'

const RECIPIENT_COLUMNS = [
  'recipient.person_id',
  'recipient.occurrence',
  'recipient.status',
  'recipient.assigned_at',
  'recipient.due_at',
  'recipient.opened_at',
  'recipient.completed_at',
  'recipient.withdrawn_at',
  'recipient.superseded_at',
  'recipient.via',
  'recipient.evidence',
  'person.email',
  'person.first_name',
  'person.last_name',
  'person.search',
  'person.status as person_status',
  'person.link_generation',
  'person.link_revoked',
  'message.status as message',
  'exception.until as extended_until',
  'exception.reason as extended_reason',
] as const

export type RecipientFilter = {
  workspaceId: number
  assignmentId: number
  q?: string
  status?: RecipientTable['status'] | 'overdue'
  /** Past occurrences too. */
  past?: boolean
  now: number
}

/** By name, each person's newest occurrence last, from behind `after` on. */
export async function listRecipients(
  sql: Sql,
  filter: RecipientFilter,
  page: { after?: readonly [search: string, personId: number, occurrence: number]; limit: number },
) {
  let query = matching(sql, filter)
  const { after } = page
  if (after) {
    query = query.where(eb =>
      eb(
        eb.refTuple('person.search', 'person.id', 'recipient.occurrence'),
        '>',
        // Row values are compared in index order by both databases.
        eb.tuple(after[0], after[1], after[2]),
      ),
    )
  }
  return await withMessage(query)
    .select(RECIPIENT_COLUMNS)
    .orderBy('person.search')
    .orderBy('person.id')
    .orderBy('recipient.occurrence')
    .limit(page.limit)
    .execute()
}

export type RecipientRow = Awaited<ReturnType<typeof listRecipients>>[number]

export async function countRecipients(sql: Sql, filter: RecipientFilter): Promise<number> {
  const row = await matching(sql, filter)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export async function findRecipient(
  sql: Sql,
  filter: RecipientFilter & { personId: number },
): Promise<RecipientRow | undefined> {
  return await withMessage(matching(sql, filter).where('recipient.person_id', '=', filter.personId))
    .select(RECIPIENT_COLUMNS)
    .executeTakeFirst()
}

function matching(sql: Sql, { workspaceId, assignmentId, q, status, past = false, now }: RecipientFilter) {
  let query = sql
    .selectFrom('recipient')
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'recipient.workspace_id')
        .onRef('person.id', '=', 'recipient.person_id'),
    )
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.assignment_id', '=', assignmentId)
    .where('person.status', '!=', 'removed')
  if (!past || status === 'overdue') query = query.where('recipient.superseded_at', 'is', null)
  for (const word of searchable(q ?? '').split(' ')) {
    if (word === '') continue
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(raw<boolean>`person.search like ${pattern} escape '\\'`)
  }
  if (status === 'overdue') {
    query = query.where('recipient.status', 'in', ['assigned', 'opened']).where('recipient.due_at', '<', now)
  } else if (status) query = query.where('recipient.status', '=', status)
  return query
}

function withMessage(query: ReturnType<typeof matching>) {
  return query
    .leftJoin('message', join =>
      join
        .onRef('message.workspace_id', '=', 'recipient.workspace_id')
        .onRef('message.assignment_id', '=', 'recipient.assignment_id')
        .onRef('message.person_id', '=', 'recipient.person_id')
        .onRef('message.occurrence', '=', 'recipient.occurrence')
        .on('message.kind', '=', 'assigned')
        .on('message.variant', '=', ''),
    )
    .leftJoin('exception', join =>
      join
        .onRef('exception.workspace_id', '=', 'recipient.workspace_id')
        .onRef('exception.assignment_id', '=', 'recipient.assignment_id')
        .onRef('exception.person_id', '=', 'recipient.person_id')
        .onRef('exception.occurrence', '=', 'recipient.occurrence')
        .on('exception.kind', '=', 'extended')
        .on('exception.ended_at', 'is', null)
        .on('exception.deleted_in', 'is', null),
    )
}
