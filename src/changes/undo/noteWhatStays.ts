import type { Sql } from '../../db/db.ts'
import { audienceOf } from '../../roster/evaluate.ts'
import { moved } from '../../roster/moved.ts'
import { nobody } from '../../roster/peopleSet.ts'
import { consequences } from '../consequences.ts'
import type { Draft } from '../draft.ts'
import { assignmentsAfter } from '../moveAssignments.ts'

const count = new Intl.NumberFormat('en')

/**
 * Says what of a change no undo takes back, because it is with people by now: e-mails that have left, and assignments they
 * have begun. Called when all else is drawn back.
 */
export async function noteWhatStays(sql: Sql, draft: Draft, changeId: number): Promise<void> {
  await noteSentMessages(sql, draft, changeId)
  await noteBegun(sql, draft, changeId)
}

async function noteSentMessages(sql: Sql, draft: Draft, changeId: number): Promise<void> {
  const rows = await sql
    .selectFrom('message')
    .select(eb => ['status', eb.fn.countAll<number>().as('messages')])
    .where('workspace_id', '=', draft.roster.workspaceId)
    .where('change_id', '=', changeId)
    .where('status', 'in', ['sent', 'sending', 'unknown'])
    .groupBy('status')
    .execute()
  let sent = 0
  let perhaps = 0
  for (const { status, messages } of rows) {
    if (status === 'sent') sent += Number(messages)
    else perhaps += Number(messages)
  }
  if (sent > 0)
    draft.notes.push(
      sent === 1
        ? 'One e-mail of this change has been sent and cannot be called back.'
        : `${count.format(sent)} e-mails of this change have been sent and cannot be called back.`,
    )
  if (perhaps > 0)
    draft.notes.push(
      perhaps === 1
        ? 'One e-mail of this change is on its way, or may have left, and cannot be called back.'
        : `${count.format(perhaps)} e-mails of this change are on their way, or may have left, and cannot be called back.`,
    )
}

/** Of assignments that stay live: whoever has begun one that they received by the change and that is no longer theirs. */
async function noteBegun(sql: Sql, draft: Draft, changeId: number): Promise<void> {
  const { roster } = draft
  const begun = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'person_id', 'status'])
    .where('workspace_id', '=', roster.workspaceId)
    .where('assigned_in', '=', changeId)
    .where('superseded_at', 'is', null)
    .where('status', 'in', ['opened', 'completed'])
    .execute()
  if (begun.length === 0) return
  const { segments } = consequences(draft)
  const members = (id: number) => {
    const before = roster.members.get(id) ?? nobody
    const move = segments.get(id)
    return move ? moved(before, move.entered, move.left) : before
  }
  const assignments = assignmentsAfter(draft)
  for (const [id, rows] of Map.groupBy(begun, row => row.assignment_id)) {
    const assignment = assignments.get(id)
    if (assignment?.status !== 'live') continue
    const audience = audienceOf(assignment, members)
    // Where leavers lose it, what is only opened goes with them.
    const kept = rows.filter(
      ({ person_id: person, status }) =>
        !audience.has(person) && (status === 'completed' || assignment.leavers === 'keep'),
    ).length
    if (kept > 0)
      draft.notes.push(
        kept === 1
          ? `One person has begun “${assignment.title}” since, and keeps it.`
          : `${count.format(kept)} people have begun “${assignment.title}” since, and keep it.`,
      )
  }
}
