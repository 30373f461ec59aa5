import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { getException } from './exceptionQueries.ts'
import { getAssignmentRow } from './queries.ts'

/** From now on the assignment is for this person as for everyone in its audience. The exception stays on record. */
export function endException(assignmentId: number, exceptionId: number): Act<number> {
  return async ({ sql, draft, workspace, actor, now }) => {
    const { title } = await getAssignmentRow(sql, workspace.id, assignmentId)
    const found = await getException(sql, { workspaceId: workspace.id, assignmentId }, exceptionId)
    const name = `${found.first_name} ${found.last_name}`.trim() || found.email
    if (found.ended_at !== null) throw new Conflict('This exception has ended already.')
    const { email, first_name, last_name, ...before } = found
    draft.exceptions.set(exceptionId, {
      before,
      after: { ...before, ended_at: now, ended_by: actor.name },
    })
    const what = found.kind === 'exempt' ? 'exemption' : 'later due day'
    return { summary: `End the ${what} of ${name} for “${title}”`, result: exceptionId }
  }
}
