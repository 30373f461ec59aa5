import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { Moments } from './turns.ts'

/**
 * The moments of all rows of an assignment. They come from the database as one long text: a row of a result each would
 * take five times as long, and so would summing them there.
 */
export async function listMoments(
  sql: Sql,
  { workspaceId, assignmentId, past }: { workspaceId: number; assignmentId: number; past: boolean },
): Promise<Iterable<Moments>> {
  const present = past ? raw`` : raw`and superseded_at is null`
  const { rows } = await raw<{ moments: string | null }>`
    select string_agg(
      cast(assigned_at as text) || ',' || coalesce(cast(due_at as text), '') || ',' ||
      coalesce(cast(opened_at as text), '') || ',' || coalesce(cast(completed_at as text), '') || ',' ||
      coalesce(cast(withdrawn_at as text), '') || ',' || coalesce(cast(superseded_at as text), ''), ';') as moments
    from recipient
    where workspace_id = ${workspaceId} and assignment_id = ${assignmentId} ${present}`.execute(sql)
  return momentsIn(rows[0]?.moments ?? '')
}

function* momentsIn(text: string): Generator<Moments> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf(';', from)
    const to = end === -1 ? text.length : end
    const [assigned = '', due, opened, completed, withdrawn, superseded] = text.slice(from, to).split(',')
    yield {
      assigned_at: Number(assigned),
      due_at: momentOrNull(due),
      opened_at: momentOrNull(opened),
      completed_at: momentOrNull(completed),
      withdrawn_at: momentOrNull(withdrawn),
      superseded_at: momentOrNull(superseded),
    }
    from = to + 1
  }
}

const momentOrNull = (text: string | undefined) => (text ? Number(text) : null)
