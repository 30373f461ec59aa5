import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { PersonTable } from '../db/schema.ts'

export type OverdueFilter = {
  workspaceId: number
  /** Live ones. */
  assignmentIds: readonly number[]
  now: number
}
/** Where a row stands in the list: the oldest due day first. */
export type OverduePlace = readonly [dueAt: number, assignmentId: number, personId: number]

export type OverdueRow = {
  assignment_id: number
  title: string
  person_id: number
  occurrence: number
  status: 'assigned' | 'opened'
  assigned_at: number
  due_at: number
  email: string
  first_name: string
  last_name: string
  person_status: PersonTable['status']
  tags: string
}

/** As in the index recipient_open_due, word for word: a bound value would hide from SQLite that it is the same. */
const isOpenAndDue = raw`recipient.status in ('assigned', 'opened') and recipient.superseded_at is null and recipient.due_at is not null`

/** The next so many rows behind a place; of some people, or of all. */
export async function listOverdueRows(
  sql: Sql,
  { workspaceId, assignmentIds, now }: OverdueFilter,
  { after, people, limit }: { after?: OverduePlace | undefined; people?: readonly number[]; limit: number },
): Promise<OverdueRow[]> {
  if (assignmentIds.length === 0 || people?.length === 0) return []
  const behind = after
    ? raw`and (recipient.due_at, recipient.assignment_id, recipient.person_id) > (${raw.join(after)})`
    : raw``
  const of = people ? raw`and recipient.person_id in (${raw.join(people)})` : raw``
  const { rows } = await raw<OverdueRow>`
    select recipient.assignment_id, assignment.title, recipient.person_id, recipient.occurrence, recipient.status,
      recipient.assigned_at, recipient.due_at, person.email, person.first_name, person.last_name,
      person.status as person_status, person.tags
    from recipient
      join assignment on assignment.workspace_id = recipient.workspace_id and assignment.id = recipient.assignment_id
      join person on person.workspace_id = recipient.workspace_id and person.id = recipient.person_id
    where recipient.workspace_id = ${workspaceId} and ${isOpenAndDue} and recipient.due_at < ${now}
      and recipient.assignment_id in (${raw.join(assignmentIds)}) ${of} ${behind}
    order by recipient.due_at, recipient.assignment_id, recipient.person_id
    limit ${limit}`.execute(sql)
  return rows
}

export async function countOverdueRows(
  sql: Sql,
  { workspaceId, assignmentIds, now }: OverdueFilter,
): Promise<number> {
  if (assignmentIds.length === 0) return 0
  const { rows } = await raw<{ count: number }>`
    select count(*) as count
    from recipient
    where workspace_id = ${workspaceId} and ${isOpenAndDue} and due_at < ${now}
      and assignment_id in (${raw.join(assignmentIds)})`.execute(sql)
  return Number(rows[0]?.count ?? 0)
}

/** Who is overdue, by the moment it was due: the numbers of people as one text each (see tally.ts). */
export async function listOverdueNumbers(
  sql: Sql,
  { workspaceId, assignmentIds, now }: OverdueFilter,
): Promise<{ dueAt: number; people: number[] }[]> {
  if (assignmentIds.length === 0) return []
  const { rows } = await raw<{ due_at: number; people: string }>`
    select due_at, string_agg(cast(person_id as text), ',') as people
    from recipient
    where workspace_id = ${workspaceId} and ${isOpenAndDue} and due_at < ${now}
      and assignment_id in (${raw.join(assignmentIds)})
    group by due_at
    order by due_at`.execute(sql)
  return rows.map(({ due_at, people }) => ({ dueAt: due_at, people: people.split(',').map(Number) }))
}
