import { calendarOf } from '../assignments/calendar.ts'
import { dueMoment } from '../assignments/dueMoment.ts'
import type { Tx } from '../db/db.ts'
import { RECIPIENT_KEY } from '../db/recipientColumns.ts'
import type { AssignmentRow, WorkspaceTable } from '../db/schema.ts'
import { moved } from '../roster/moved.ts'
import { difference, ids, nobody, type PeopleSet, setOf, union } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'
import { extendDue, unextendDue } from './extendDue.ts'
import type { Outcome } from './makePlan.ts'
import { everyoneReceiving } from './moveAssignments.ts'
import { moveDue } from './moveDue.ts'
import { keepPresent, presentOccurrences, supersede, withdraw } from './presentRecipients.ts'
import { writeMessages } from './writeMessages.ts'

const WRITTEN = [
  ...RECIPIENT_KEY,
  'status',
  'assigned_at',
  'due_at',
  'opened_at',
  'completed_at',
  'withdrawn_at',
  'superseded_at',
  'via',
  'assigned_in',
]

/**
 * Recipients and their messages, in the change's own transaction: an occurrence is received exactly once because the
 * database says so, and a message is never lost because it is written with what it tells. Answers how many messages.
 */
export async function writeRecipients(
  tx: Tx,
  workspace: WorkspaceTable,
  changeId: number,
  draft: Draft,
  outcome: Outcome,
  sendingIsSetUp: boolean,
): Promise<number> {
  const calendar = calendarOf(workspace)
  const about = { workspaceId: workspace.id, changeId, now: draft.now, sendFrom: draft.sendFrom }
  let messageId = workspace.next_message
  for (const [id, { before, after }] of draft.assignments) {
    if (before && after?.status === 'live' && before.due !== after.due)
      await moveDue(tx, { ...about, assignmentId: id }, calendar, after.due)
  }
  for (const [id, move] of outcome.assignments) {
    await withdraw(tx, workspace.id, id, move.withdrawn, draft.now)
    const receiving = everyoneReceiving(move)
    if (receiving.isEmpty) continue
    const assignment = draft.assignments.get(id)?.after ?? (await loadAssignment(tx, workspace.id, id))
    const occurrenceOf = await giveNumbers(tx, workspace.id, assignment, move.returned, move.renewed)
    await supersede(tx, workspace.id, id, occurrenceOf.raised, draft.now)
    const dueAt = dueMoment(assignment.due, draft.now, calendar)
    const via = viaSegments(assignment, draft, outcome)
    const row = (person: number) => [
      workspace.id,
      id,
      person,
      occurrenceOf.number(person),
      'assigned',
      draft.now,
      dueAt,
      null,
      null,
      null,
      null,
      via(person),
      changeId,
    ]
    // Whoever has a row of this very occurrence, withdrawn, has it made good; everybody else's is new.
    const { again } = occurrenceOf
    await keepPresent(tx, { ...about, assignmentId: id }, again)
    const fresh = difference(receiving, again)
    await tx.insertRows('recipient', WRITTEN, rowsOf(ids(fresh), row), fresh.size)
    await tx.upsertRows('recipient', RECIPIENT_KEY, WRITTEN, rowsOf(ids(again), row))
    messageId = await writeMessages(tx, draft, { ...about, assignmentId: id, sendingIsSetUp }, messageId, {
      to: difference(receiving, move.again),
      again,
      occurrence: occurrenceOf.number,
    })
    await extendDue(tx, { ...about, assignmentId: id }, calendar)
  }
  for (const { before, after } of draft.exceptions.values()) {
    const exception = after ?? before
    if (exception?.kind !== 'extended') continue
    const overwriting = { ...about, assignmentId: exception.assignment_id }
    await unextendDue(tx, overwriting, calendar, exception)
    await extendDue(tx, overwriting, calendar)
  }
  return messageId - workspace.next_message
}

function* rowsOf(people: Iterable<number>, row: (person: number) => unknown[]): Generator<unknown[]> {
  for (const person of people) yield row(person)
}

/**
 * The number of the occurrence each person receives: the assignment's newest, or one more than they had where it comes
 * again for them alone. `again` are those who had this very one before.
 */
async function giveNumbers(
  tx: Tx,
  workspaceId: number,
  { id, occurrence }: Pick<AssignmentRow, 'id' | 'occurrence'>,
  returned: PeopleSet,
  renewed: PeopleSet,
) {
  const had = await presentOccurrences(tx.sql, workspaceId, id, ids(union(returned, renewed)))
  const number = (person: number) => {
    const own = had.get(person)
    if (own === undefined) return occurrence
    return Math.max(occurrence, renewed.has(person) ? own + 1 : own)
  }
  const isRaised = (person: number) => number(person) > (had.get(person) ?? 0)
  const raised = [...had.keys()].filter(isRaised)
  return { number, raised, again: difference(returned, setOf(raised)) }
}

/** Through which of the included segments it reached a person, as JSON; few different answers, so each is made once. */
function viaSegments(
  assignment: Pick<AssignmentRow, 'audience'>,
  draft: Draft,
  { consequences }: Outcome,
): (person: number) => string {
  const { include } = JSON.parse(assignment.audience) as { include: number[] }
  const members = include.map(id => {
    const move = consequences.segments.get(id)
    const before = draft.roster.members.get(id) ?? nobody
    return { id, set: move ? moved(before, move.entered, move.left) : before }
  })
  return person => JSON.stringify(members.filter(({ set }) => set.has(person)).map(({ id }) => id))
}

async function loadAssignment(
  tx: Tx,
  workspaceId: number,
  id: number,
): Promise<Pick<AssignmentRow, 'id' | 'audience' | 'due' | 'occurrence'>> {
  return await tx.sql
    .selectFrom('assignment')
    .select(['id', 'audience', 'due', 'occurrence'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
