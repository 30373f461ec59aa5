import { RECIPIENTS_NOW, recipientsAsOf } from '../assignments/recipientsAsOf.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import { peopleAsOf, setsAsOf, versionAt } from '../changes/asOf.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { type PastRows, rowsAsOf, segmentsThen } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { showPerson, tagNames } from './showPerson.ts'

/** A person with their segments and assignments, now or as things stood and were called at a moment. Throws NotFound. */
export async function getPerson(sql: Sql, roster: Roster, id: number, asOf: string | undefined) {
  if (asOf !== undefined) return await personAsOf(sql, roster, id, Date.parse(asOf))
  const [person] = await loadPeople(sql, roster.workspaceId, [id])
  if (!person || person.status === 'removed') throw new NotFound('There is no such person.')
  return {
    ...showPerson(person, await tagNames(sql, roster, [person])),
    segments: segmentsOf(roster, id),
    assignments: await assignmentsOf(sql, roster.workspaceId, id),
  }
}

async function personAsOf(sql: Sql, roster: Roster, id: number, moment: number) {
  const { workspaceId } = roster
  const version = await versionAt(sql, workspaceId, moment)
  const person = (await peopleAsOf(sql, workspaceId, [id], version)).get(id)
  if (!person) throw new NotFound('There was no such person at that moment.')
  const past = await rowsAsOf(sql, workspaceId, version)
  return {
    ...showPerson(person, await tagNames(sql, roster, [person], past)),
    segments: await segmentsAsOf(sql, roster, past, id, moment),
    assignments: await assignmentsOf(sql, workspaceId, id, moment),
  }
}

type Named = { id: number; name: string }

const byName = (a: Named, b: Named) => naturalOrder(a.name, b.name) || a.id - b.id

function segmentsOf(roster: Roster, id: number): Named[] {
  return [...roster.segments.values()]
    .filter(segment => roster.members.includes(segment.id, id))
    .map(({ id, name }) => ({ id, name }))
    .sort(byName)
}

async function segmentsAsOf(
  sql: Sql,
  roster: Roster,
  past: PastRows,
  id: number,
  moment: number,
): Promise<Named[]> {
  const named = segmentsThen(roster, past)
  const sets = await setsAsOf(
    sql,
    roster,
    'segment',
    named.map(segment => segment.id),
    moment,
  )
  return named.filter(segment => sets.get(segment.id)?.has(id)).sort(byName)
}

async function assignmentsOf(sql: Sql, workspaceId: number, id: number, moment?: number) {
  const source = moment === undefined ? RECIPIENTS_NOW : recipientsAsOf(moment, { workspaceId, personId: id })
  const rows = await sql
    .selectFrom(source)
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'recipient.workspace_id')
        .onRef('assignment.id', '=', 'recipient.assignment_id'),
    )
    .select([
      'assignment.id',
      'assignment.title',
      'recipient.status',
      'recipient.assigned_at',
      'recipient.due_at',
      'recipient.opened_at',
      'recipient.completed_at',
    ])
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.person_id', '=', id)
    .where('recipient.superseded_at', 'is', null)
    .where('assignment.deleted_in', 'is', null)
    .orderBy('recipient.assigned_at', 'desc')
    .orderBy('assignment.id', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    status: row.status,
    assignedAt: momentOf(row.assigned_at),
    dueAt: momentOf(row.due_at),
    openedAt: momentOf(row.opened_at),
    completedAt: momentOf(row.completed_at),
  }))
}
