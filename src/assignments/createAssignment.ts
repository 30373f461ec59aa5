import type { Act } from '../changes/perform.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { type AssignmentFields, withFields } from './withFields.ts'

/** A draft: moves nobody until it is published. Answers its id. */
export function createAssignment(fields: AssignmentFields & { title: string }): Act<number> {
  return async ({ draft, roster, now }) => {
    const id = draft.next.assignment++
    const empty: AssignmentRow = {
      id,
      title: '',
      instructions: '',
      link: null,
      audience: JSON.stringify({ include: [], exclude: [] }),
      // An assignment follows its segments unless said otherwise, and never takes away what somebody already has.
      joiners: 'receive',
      leavers: 'keep',
      starts_at: null,
      due: null,
      repeat: null,
      occurrence: 1,
      occurred_on: null,
      reminders: '[]',
      completion: 'done',
      steps: '[]',
      next_step: 1,
      status: 'draft',
      published_at: null,
      closed_at: null,
      created_at: now,
      updated_at: now,
    }
    const after = withFields(empty, fields, roster)
    draft.assignments.set(id, { before: null, after })
    return { summary: `Create the draft “${after.title}”`, result: id }
  }
}
