import type { ActContext } from '../changes/perform.ts'
import type { ExceptionRow } from '../db/schema.ts'

type Wanted = Pick<ExceptionRow, 'assignment_id' | 'person_id' | 'kind' | 'occurrence' | 'until' | 'reason'>

/** Drafts an exception: a new one, or another day and reason for the one that stands. Answers its id. */
export function putException(
  { draft, actor, now }: Pick<ActContext, 'draft' | 'actor' | 'now'>,
  before: ExceptionRow | undefined,
  wanted: Wanted,
): number {
  const id = before?.id ?? draft.next.exception++
  const made = { made_at: now, made_by: actor.name, ended_at: null, ended_by: null }
  const after = before
    ? { ...before, until: wanted.until, reason: wanted.reason }
    : { id, ...wanted, ...made }
  if (JSON.stringify(before) !== JSON.stringify(after))
    draft.exceptions.set(id, { before: before ?? null, after })
  return id
}
