import { dueMoment } from '../assignments/dueMoment.ts'
import type { Tx } from '../db/db.ts'
import type { AssignmentRow, WorkspaceTable } from '../db/schema.ts'
import { difference, ids, moved, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'
import type { Outcome } from './makePlan.ts'
import { moveDue } from './moveDue.ts'
import { personNames } from './personNames.ts'

const IDS_A_STATEMENT = 500
/** Why a message is held. */
export const NOT_SET_UP = 'Sending is not set up (MUSTER_SMTP_URL).'

/**
 * Recipients and their messages, in the change's own transaction: an assignment is received exactly once because the
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
  let messageId = workspace.next_message
  for (const [id, { before, after }] of draft.assignments) {
    if (before && after?.status === 'live' && before.due !== after.due)
      await moveDue(tx, workspace, id, after.due)
  }
  for (const [id, move] of outcome.assignments) {
    await withdraw(tx, workspace.id, id, move.withdrawn, draft.now)
    if (move.received.isEmpty) continue
    const assignment = draft.assignments.get(id)?.after ?? (await loadAssignment(tx, workspace.id, id))
    const dueAt = dueMoment(assignment.due, draft.now, workspace.time_zone)
    const via = viaSegments(assignment, draft, outcome)
    await tx.upsertRows(
      'recipient',
      ['workspace_id', 'assignment_id', 'person_id'],
      [
        'workspace_id',
        'assignment_id',
        'person_id',
        'status',
        'assigned_at',
        'due_at',
        'opened_at',
        'completed_at',
        'withdrawn_at',
        'via',
        'assigned_in',
      ],
      map(move.received, person => [
        workspace.id,
        id,
        person,
        'assigned',
        draft.now,
        dueAt,
        null,
        null,
        null,
        via(person),
        changeId,
      ]),
    )
    const fresh = ids(difference(move.received, move.again))
    const names = await personNames(tx.sql, workspace.id, [...fresh], draft.people)
    // A message that was cancelled before it left is written anew; message_once keeps it the only one.
    await tx.upsertRows(
      'message',
      ['workspace_id', 'assignment_id', 'person_id', 'kind', 'occurrence'],
      [
        'workspace_id',
        'id',
        'assignment_id',
        'person_id',
        'kind',
        'occurrence',
        'status',
        'recipient_email',
        'reason',
        'attempts',
        'send_at',
        'created_at',
        'change_id',
        'sent_at',
        'claimed_by',
        'claimed_at',
      ],
      map(fresh, person => [
        workspace.id,
        messageId++,
        id,
        person,
        'assigned',
        '',
        sendingIsSetUp ? 'queued' : 'held',
        names.get(person)?.email ?? '',
        sendingIsSetUp ? null : NOT_SET_UP,
        0,
        draft.now,
        draft.now,
        changeId,
        null,
        null,
        null,
      ]),
    )
  }
  return messageId - workspace.next_message
}

function* map<T>(people: Iterable<number>, of: (person: number) => T): Generator<T> {
  for (const person of people) yield of(person)
}

async function withdraw(
  tx: Tx,
  workspaceId: number,
  assignmentId: number,
  people: PeopleSet,
  now: number,
): Promise<void> {
  const all = [...people]
  for (let start = 0; start < all.length; start += IDS_A_STATEMENT) {
    const some = all.slice(start, start + IDS_A_STATEMENT)
    await tx.sql
      .updateTable('recipient')
      .set({ status: 'withdrawn', withdrawn_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('assignment_id', '=', assignmentId)
      .where('person_id', 'in', some)
      .execute()
    await tx.sql
      .updateTable('message')
      .set({ status: 'cancelled', reason: 'The assignment was withdrawn before this message was sent.' })
      .where('workspace_id', '=', workspaceId)
      .where('assignment_id', '=', assignmentId)
      .where('person_id', 'in', some)
      .where('status', 'in', ['queued', 'held', 'failed'])
      .execute()
  }
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
): Promise<Pick<AssignmentRow, 'audience' | 'due'>> {
  return await tx.sql
    .selectFrom('assignment')
    .select(['audience', 'due'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
