import type { Sql, Tx } from '../db/db.ts'
import { ids, type PeopleSet } from '../roster/peopleSet.ts'
import { keepRecipients, type Overwriting } from './keepRecipients.ts'

const IDS_A_STATEMENT = 500

/** The occurrence of each person's present row; people without one are left out. */
export async function presentOccurrences(
  sql: Sql,
  workspaceId: number,
  assignmentId: number,
  people: Uint32Array,
): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (const some of inParts(people)) {
    const rows = await sql
      .selectFrom('recipient')
      .select(['person_id', 'occurrence'])
      .where('workspace_id', '=', workspaceId)
      .where('assignment_id', '=', assignmentId)
      .where('superseded_at', 'is', null)
      .where('person_id', 'in', some)
      .execute()
    for (const row of rows) found.set(row.person_id, row.occurrence)
  }
  return found
}

/** Their present rows as they are, before they are written anew. */
export async function keepPresent(tx: Tx, overwriting: Overwriting, people: PeopleSet): Promise<void> {
  for (const some of inParts(ids(people)))
    await keepRecipients(tx.sql, overwriting, eb =>
      eb.and([eb('superseded_at', 'is', null), eb('person_id', 'in', some)]),
    )
}

/** Their present rows become past ones: kept as they are, and nobody is told of them any more. */
export async function supersede(
  tx: Tx,
  workspaceId: number,
  assignmentId: number,
  people: readonly number[],
  now: number,
): Promise<void> {
  for (const some of inParts(Uint32Array.from(people))) {
    await tx.sql
      .updateTable('recipient')
      .set({ superseded_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('assignment_id', '=', assignmentId)
      .where('person_id', 'in', some)
      .where('superseded_at', 'is', null)
      .execute()
    await cancelMessages(tx, workspaceId, assignmentId, some, SUPERSEDED)
  }
}

export const SUPERSEDED = 'The assignment came again before this message was sent.'

export async function withdraw(
  tx: Tx,
  workspaceId: number,
  assignmentId: number,
  people: PeopleSet,
  now: number,
): Promise<void> {
  for (const some of inParts(Uint32Array.from(people))) {
    await tx.sql
      .updateTable('recipient')
      .set({ status: 'withdrawn', withdrawn_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('assignment_id', '=', assignmentId)
      .where('person_id', 'in', some)
      .where('superseded_at', 'is', null)
      .execute()
    const reason = 'The assignment was withdrawn before this message was sent.'
    await cancelMessages(tx, workspaceId, assignmentId, some, reason)
  }
}

async function cancelMessages(
  tx: Tx,
  workspaceId: number,
  assignmentId: number,
  people: number[],
  reason: string,
): Promise<void> {
  await tx.sql
    .updateTable('message')
    .set({ status: 'cancelled', reason })
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('person_id', 'in', people)
    .where('status', 'in', ['queued', 'held', 'bounced', 'failed'])
    .execute()
}

function* inParts(people: Uint32Array): Generator<number[]> {
  for (let start = 0; start < people.length; start += IDS_A_STATEMENT)
    yield [...people.subarray(start, start + IDS_A_STATEMENT)]
}
