import { type Actor, reaches } from '../access/actor.ts'
import type { AssignmentRow } from '../db/schema.ts'
import type { RequestContext } from '../http/context.ts'
import type { Recipient } from './contract.ts'
import { recipientLink } from './recipientLink.ts'
import type { PastMoment, RecipientRow } from './recipientQueries.ts'
import { momentOf } from './showAssignment.ts'
import { countStepsDone } from './stepQueries.ts'
import { stepsOf } from './steps.ts'
import { countStepsAsOf } from './stepsAsOf.ts'

type Context = Pick<RequestContext, 'db' | 'config'> & { actor: Actor }

/** Recipients of one assignment, each with how many of its steps they have done. In the past nobody has a link to act by. */
export async function showRecipients(
  rows: readonly RecipientRow[],
  assignment: AssignmentRow,
  context: Context,
  asOf?: PastMoment,
): Promise<Recipient[]> {
  const steps = stepsOf(assignment).map(step => step.id)
  const about = { workspaceId: context.actor.workspaceId, assignmentId: assignment.id }
  const people = rows.map(row => row.person_id)
  const { read } = context.db
  const counted = asOf
    ? await countStepsAsOf(read, about, asOf.at, people, steps)
    : await countStepsDone(read, about, people, steps)
  const done = new Map(counted.map(row => [`${row.person_id} ${row.occurrence}`, row.done]))
  return rows.map(row => ({
    ...showRecipient(row, context),
    ...(asOf ? { link: null } : {}),
    steps:
      steps.length === 0
        ? null
        : { done: done.get(`${row.person_id} ${row.occurrence}`) ?? 0, of: steps.length },
  }))
}

function showRecipient(row: RecipientRow, { config, actor }: Context): Omit<Recipient, 'steps'> {
  const hasLink = reaches(actor.role, 'editor') && row.person_status === 'active' && row.link_revoked === 0
  const { workspaceId } = actor
  return {
    person: { id: row.person_id, email: row.email, firstName: row.first_name, lastName: row.last_name },
    occurrence: row.occurrence,
    status: row.status,
    assignedAt: momentOf(row.assigned_at),
    dueAt: momentOf(row.due_at),
    openedAt: momentOf(row.opened_at),
    completedAt: momentOf(row.completed_at),
    evidence: row.evidence,
    withdrawnAt: momentOf(row.withdrawn_at),
    supersededAt: momentOf(row.superseded_at),
    extension:
      row.extended_until === null ? null : { until: row.extended_until, reason: row.extended_reason ?? '' },
    via: JSON.parse(row.via) as number[],
    message: row.message,
    link: hasLink
      ? recipientLink(config, { workspaceId, personId: row.person_id, generation: row.link_generation })
      : null,
  }
}
