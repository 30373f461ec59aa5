import { matching, type RecipientFilter } from '../assignments/recipientQueries.ts'
import { type RecipientsOf, recipientsAsOf } from '../assignments/recipientsAsOf.ts'
import type { Sql } from '../db/db.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { EvidenceSummary } from './contract.ts'

/** Which records a report has, in its order: twelve bytes each, so that very many are no load. */
export type Found = { of: RecipientsOf; keys: Uint32Array; via: string[]; summary: EvidenceSummary }

export const KEY_LENGTH = 3

/** The recipients of an assignment that a filter finds, in the order of its list; `people` narrows them further. */
export async function findRecipientRecords(
  sql: Sql,
  filter: RecipientFilter & { asOf: { at: number; version: number } },
  people: PeopleSet | undefined,
): Promise<Found> {
  const { workspaceId, assignmentId, asOf } = filter
  const rows = await matching(sql, filter)
    .select(FOUND)
    .orderBy('person.search')
    .orderBy('person.id')
    .orderBy('recipient.occurrence')
    .execute()
  const wanted = people ? rows.filter(row => people.has(row.person_id)) : rows
  return found({ workspaceId, assignmentId }, wanted, asOf.at)
}

/** Everything that ever reached a person, oldest first. */
export async function findPersonRecords(
  sql: Sql,
  of: { workspaceId: number; personId: number },
  moment: number,
): Promise<Found> {
  const rows = await sql
    .selectFrom(recipientsAsOf(moment, of))
    .select(FOUND)
    .orderBy('recipient.assigned_at')
    .orderBy('recipient.assignment_id')
    .orderBy('recipient.occurrence')
    .execute()
  return found(of, rows, moment)
}

const FOUND = [
  'recipient.assignment_id',
  'recipient.person_id',
  'recipient.occurrence',
  'recipient.status',
  'recipient.due_at',
  'recipient.superseded_at',
  'recipient.via',
] as const

type Row = {
  assignment_id: number
  person_id: number
  occurrence: number
  status: 'assigned' | 'opened' | 'completed' | 'withdrawn'
  due_at: number | null
  superseded_at: number | null
  via: string
}

function found(of: RecipientsOf, rows: readonly Row[], moment: number): Found {
  const summary = {
    records: rows.length,
    assigned: 0,
    opened: 0,
    completed: 0,
    withdrawn: 0,
    overdue: 0,
    past: 0,
  }
  const keys = new Uint32Array(rows.length * KEY_LENGTH)
  for (const [at, row] of rows.entries()) {
    keys.set([row.assignment_id, row.person_id, row.occurrence], at * KEY_LENGTH)
    summary[row.status] += 1
    if (isOverdue(row, moment)) summary.overdue += 1
    if (row.superseded_at !== null) summary.past += 1
  }
  return { of, keys, via: [...new Set(rows.map(row => row.via))], summary }
}

/** Open, present, and due before the moment. */
export function isOverdue(row: Pick<Row, 'status' | 'due_at' | 'superseded_at'>, moment: number): boolean {
  const isOpen = row.status === 'assigned' || row.status === 'opened'
  return isOpen && row.superseded_at === null && row.due_at !== null && row.due_at < moment
}
