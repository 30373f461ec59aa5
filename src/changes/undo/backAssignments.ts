import type { AssignmentRow } from '../../db/schema.ts'
import type { Draft } from '../draft.ts'
import { ruleAfter } from './backSegments.ts'
import type { Drawing } from './drawing.ts'
import { wasPublished } from './loadPast.ts'
import { stepBack } from './threeWay.ts'

const GROUPS = [
  ['status', 'published_at', 'closed_at'],
  ['title'],
  ['instructions'],
  ['link'],
  ['audience'],
  ['joiners'],
  ['leavers'],
  ['starts_at'],
  ['due'],
  ['repeat'],
  ['reminders'],
  ['completion'],
  ['steps'],
] as const

/** Changed, published, closed and deleted assignments as they were. What somebody has begun is closed, never taken back. */
export function backAssignments({ draft, past, notes }: Drawing): void {
  for (const three of past.assignments) {
    const { id, before, after, current } = three
    if (current && wasPublished(three)) {
      const begun = past.published.get(id)?.begun ?? 0
      if (before === null || begun > 0) {
        notes.add(() => `“${current.title}” is closed instead of taken back: ${begunBy(begun)}.`)
        const closed = { ...current, status: 'closed' as const, closed_at: draft.now, updated_at: draft.now }
        draft.assignments.set(id, { before: current, after: closed })
        continue
      }
    }
    if (before === null) {
      // Drafts and scheduled ones are taken away with all else that the change created.
      if (current && after?.status !== 'draft' && after?.status !== 'scheduled' && !wasPublished(three))
        notes.add(() => `The assignment “${current.title}” stays: it has been changed since.`)
    } else if (after === null) {
      if (current !== null) continue
      if (audienceStands(draft, before))
        draft.assignments.set(id, { before: null, after: { ...before, updated_at: draft.now } })
      else
        notes.add(
          () => `The assignment “${before.title}” does not come back: a segment of its audience is gone.`,
        )
    } else if (current === null)
      notes.add(() => `The assignment “${after.title}” has been deleted since, and stays deleted.`)
    else back(before, after, current)
  }

  function back(before: AssignmentRow, after: AssignmentRow, current: AssignmentRow): void {
    const { row, kept } = stepBack({ before, after, current }, GROUPS)
    for (const field of kept)
      notes.add(() => `${said(field)} of “${current.title}” has been changed again since, and stays so.`)
    if (row.audience !== current.audience && !audienceStands(draft, row)) {
      notes.add(() => `The audience of “${current.title}” stays as it is: a segment of the old one is gone.`)
      row.audience = current.audience
    }
    if (row.status !== current.status && row.status !== 'closed' && !audienceStands(draft, row)) {
      notes.add(() => `“${current.title}” stays closed: a segment of its audience is gone.`)
      const { status, published_at, closed_at } = current
      Object.assign(row, { status, published_at, closed_at })
    }
    if (GROUPS.flat().some(field => row[field] !== current[field]))
      draft.assignments.set(row.id, { before: current, after: { ...row, updated_at: draft.now } })
  }
}

function begunBy(number: number): string {
  if (number === 1) return '1 person has begun it and keeps it'
  return `${number.toLocaleString('en')} people have begun it and keep it`
}

function said(field: (typeof GROUPS)[number][0]): string {
  if (field === 'starts_at') return 'The start'
  return field === 'completion' ? 'The button' : `The ${field}`
}

function audienceStands(draft: Draft, { audience }: AssignmentRow): boolean {
  const { include, exclude } = JSON.parse(audience) as { include: number[]; exclude: number[] }
  return [...include, ...exclude].every(segment => ruleAfter(draft, segment) !== undefined)
}
