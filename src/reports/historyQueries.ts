import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { Turn } from './turns.ts'

/** Every time zone's days begin on a quarter of an hour, so within one nothing is told apart. */
const QUARTER = 900_000

export type SummedTurn = Omit<Turn, 'by'> & { by: number }

/**
 * The turns (turns.ts) of all recipients of an assignment up to a moment, summed by the quarter of an hour; `at` is its
 * beginning. Each figure is a spell: from a moment to, perhaps, another.
 */
export async function sumTurns(
  sql: Sql,
  about: { workspaceId: number; assignmentId: number; past: boolean; until: number },
): Promise<SummedTurn[]> {
  const { workspaceId, assignmentId, past, until } = about
  const present = past ? raw`` : raw`and superseded_at is null`
  const { rows } = await raw<{ figure: Turn['figure']; quarter: number; turns: number }>`
    with moments as (
      select assigned_at, superseded_at, due_at,
        case when completed_at < assigned_at then assigned_at else completed_at end as completed_at,
        case when completed_at is null then withdrawn_at end as withdrawn_at,
        case when completed_at is not null and (opened_at is null or completed_at < opened_at) then completed_at
          else opened_at end as first_opened_at
      from recipient
      where workspace_id = ${workspaceId} and assignment_id = ${assignmentId} ${present}
    ), spell as (
      select 'received' as figure, assigned_at as begins, coalesce(withdrawn_at, superseded_at) as ends from moments
      union all
      select 'opened', case when first_opened_at < assigned_at then assigned_at else first_opened_at end,
        coalesce(withdrawn_at, superseded_at) from moments where first_opened_at is not null
      union all
      select 'completed', completed_at, superseded_at from moments where completed_at is not null
      union all
      select 'withdrawn', withdrawn_at, superseded_at from moments where withdrawn_at is not null
      union all
      select 'overdue', case when due_at < assigned_at then assigned_at else due_at + 1 end,
        coalesce(completed_at, withdrawn_at, superseded_at) from moments where due_at < ${until}
    ), turn as (
      select figure, begins as at, 1 as turns from spell where ends is null or ends > begins
      union all
      select figure, ends, -1 from spell where ends > begins
    )
    select figure, at / ${raw.lit(QUARTER)} as quarter, sum(turns) as turns
    from turn where at <= ${until}
    group by figure, at / ${raw.lit(QUARTER)}`.execute(sql)
  return rows.map(({ figure, quarter, turns }) => ({
    figure,
    at: Number(quarter) * QUARTER,
    by: Number(turns),
  }))
}
