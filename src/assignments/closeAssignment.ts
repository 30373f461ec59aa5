import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { getAssignmentRow } from './queries.ts'

/**
 * Nobody receives it any more. Recipients keep it on their page, marked as closed, and can still read it but no longer
 * complete it; what they completed stays. Messages that have not left yet are cancelled when their turn comes.
 */
export function closeAssignment(id: number): Act<number> {
  return async ({ sql, draft, workspace, now }) => {
    const before = await getAssignmentRow(sql, workspace.id, id)
    const { title, status } = before
    if (status === 'closed') throw new Conflict(`“${title}” is closed already.`)
    if (status === 'draft')
      throw new Conflict(`“${title}” is a draft that nobody has received; delete it instead.`)
    draft.assignments.set(id, {
      before,
      after: { ...before, status: 'closed', closed_at: now, updated_at: now },
    })
    if (status === 'live')
      draft.notes.push('Recipients can still read it, but nobody receives or completes it any more.')
    return { summary: `Close “${title}”`, result: id }
  }
}
