import { sql as raw } from 'kysely'
import { imagesAfter, versionAt } from '../changes/asOf.ts'
import type { Sql } from '../db/db.ts'
import type { RecipientTable } from '../db/schema.ts'
import { searchable } from '../people/person.ts'
import type { RecipientCounts } from './contract.ts'
import { exceptionsAsOf } from './exceptionsAsOf.ts'
import { RECIPIENTS_NOW, recipientsAsOf } from './recipientsAsOf.ts'

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
  /** As things stood then, instead of now. */
  asOf?: PastMoment
}

/** A moment, and the number of the last change until then. */
export type PastMoment = { at: number; version: number }

/** Undefined for the present. */
export async function pastMoment(
  sql: Sql,
  workspaceId: number,
  asOf: string | undefined,
): Promise<PastMoment | undefined> {
  if (asOf === undefined) return undefined
  const at = Date.parse(asOf)
  return { at, version: await versionAt(sql, workspaceId, at) }
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
  const rows = await selectRecipients(query)
    .orderBy('person.search')
    .orderBy('person.id')
    .orderBy('recipient.occurrence')
    .limit(page.limit)
    .execute()
  return filter.asOf ? await asTheyWere(sql, filter, filter.asOf, rows) : rows
}

type Rows = Awaited<ReturnType<ReturnType<typeof selectRecipients>['execute']>>
export type RecipientRow = Rows[number]

/** Names and extensions of then; what became of a message is not kept, so there is none. */
async function asTheyWere(
  sql: Sql,
  { workspaceId, assignmentId }: RecipientFilter,
  { version }: PastMoment,
  rows: Rows,
): Promise<Rows> {
  const people = [...new Set(rows.map(row => row.person_id))]
  const images = await imagesAfter(sql, workspaceId, people, version)
  const exceptions = await exceptionsAsOf(sql, { workspaceId, assignmentId }, version, people)
  const extensions = new Map(
    exceptions
      .filter(row => row.kind === 'extended')
      .map(row => [`${row.person_id} ${row.occurrence}`, row] as const),
  )
  return rows.map(row => {
    const then = images.get(row.person_id)
    const extension = extensions.get(`${row.person_id} ${row.occurrence}`)
    return {
      ...row,
      email: then?.email ?? row.email,
      first_name: then?.firstName ?? row.first_name,
      last_name: then?.lastName ?? row.last_name,
      message: null,
      extended_until: extension?.until ?? null,
      extended_reason: extension?.reason ?? null,
    }
  })
}

export async function countRecipients(sql: Sql, filter: RecipientFilter): Promise<number> {
  const row = await matching(sql, filter)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export async function countByStatus(sql: Sql, filter: RecipientFilter): Promise<RecipientCounts> {
  const late = filter.asOf?.at ?? filter.now
  const rows = await matching(sql, filter)
    .select('recipient.status')
    .select(eb => [
      eb.fn.countAll<number>().as('people'),
      eb.fn.sum<number>(eb.case().when('recipient.due_at', '<', late).then(1).else(0).end()).as('late'),
    ])
    .groupBy('recipient.status')
    .execute()
  const counts = { assigned: 0, opened: 0, completed: 0, withdrawn: 0, overdue: 0 }
  for (const { status, people, late } of rows) {
    counts[status] = people
    if (status === 'assigned' || status === 'opened') counts.overdue += Number(late)
  }
  return counts
}

export async function findRecipient(
  sql: Sql,
  filter: RecipientFilter & { personId: number },
): Promise<RecipientRow | undefined> {
  return (await listOccurrences(sql, filter)).at(-1)
}

/** Of one person: every occurrence they ever had, past ones first. */
export async function listOccurrences(
  sql: Sql,
  filter: RecipientFilter & { personId: number },
): Promise<RecipientRow[]> {
  return await selectRecipients(
    matching(sql, { ...filter, past: true }).where('recipient.person_id', '=', filter.personId),
  )
    .orderBy('recipient.occurrence')
    .execute()
}

const selectRecipients = (query: ReturnType<typeof matching>) => withMessage(query).select(RECIPIENT_COLUMNS)

export function matching(sql: Sql, filter: RecipientFilter) {
  const { workspaceId, assignmentId, q, status, past = false, now, asOf } = filter
  let query = sql
    .selectFrom(asOf ? recipientsAsOf(asOf.at, { workspaceId, assignmentId }) : RECIPIENTS_NOW)
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'recipient.workspace_id')
        .onRef('person.id', '=', 'recipient.person_id'),
    )
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.assignment_id', '=', assignmentId)
    .where(eb =>
      eb.or([
        eb('person.status', '!=', 'removed'),
        // Whoever an undo removed since was still there.
        ...(asOf ? [eb('person.changed_in', '>', asOf.version)] : []),
      ]),
    )
  if (!past || status === 'overdue') query = query.where('recipient.superseded_at', 'is', null)
  for (const word of searchable(q ?? '').split(' ')) {
    if (word === '') continue
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(raw<boolean>`person.search like ${pattern} escape '\\'`)
  }
  if (status === 'overdue') {
    query = query
      .where('recipient.status', 'in', ['assigned', 'opened'])
      .where('recipient.due_at', '<', asOf?.at ?? now)
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
