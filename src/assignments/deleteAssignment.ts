import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { getAssignmentRow } from './queries.ts'

/** Drafts only: what somebody has received is part of their history and is closed instead. */
export function deleteAssignment(id: number): Act<null> {
  return async ({ sql, draft, workspace }) => {
    const before = await getAssignmentRow(sql, workspace.id, id)
    const { title, status } = before
    if (status !== 'draft') {
      const instead = status === 'closed' ? 'It stays, for the record.' : 'Close it instead.'
      throw new Conflict(`“${title}” is ${status}, and only drafts are deleted. ${instead}`)
    }
    draft.assignments.set(id, { before, after: null })
    return { summary: `Delete the draft “${title}”`, result: null }
  }
}
