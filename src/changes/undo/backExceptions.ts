import type { ExceptionRow } from '../../db/schema.ts'
import type { Drawing } from './drawing.ts'
import { sameRow, stepBack } from './threeWay.ts'

const GROUPS = [
  ['until', 'reason'],
  ['ended_at', 'ended_by'],
] as const

/** Exceptions that were made go, those that were changed or ended are as they were; not what has been changed again since. */
export function backExceptions({ draft, past, notes }: Drawing): void {
  for (const { id, before, after, current } of past.exceptions) {
    if (before === null) {
      if (current === null || after === null) continue
      if (sameRow(after, current)) draft.exceptions.set(id, { before: current, after: null })
      else notes.add(() => `${said(current)} stays: it has been changed since.`)
    } else if (after === null) {
      if (current === null && !stands(before)) draft.exceptions.set(id, { before: null, after: before })
    } else if (current !== null) {
      const { row, kept } = stepBack({ before, after, current }, GROUPS)
      if (kept.length > 0) notes.add(() => `${said(current)} has been changed again since, and stays so.`)
      if (row.ended_at === null && current.ended_at !== null && stands(row))
        notes.add(() => `${said(current)} stays ended: there is another one for the same person by now.`)
      else if (GROUPS.flat().some(field => row[field] !== current[field]))
        draft.exceptions.set(id, { before: current, after: row })
    }
  }

  /** Whether somebody is exempt already: a person is so but once. */
  function stands(row: ExceptionRow): boolean {
    return row.kind === 'exempt' && (draft.roster.exempt.get(row.assignment_id)?.has(row.person_id) ?? false)
  }
}

function said({ kind }: ExceptionRow): string {
  return kind === 'exempt' ? 'The exemption' : 'The later due day'
}
