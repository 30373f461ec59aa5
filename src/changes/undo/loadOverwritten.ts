import type { Sql } from '../../db/db.ts'
import type { RecipientPastTable } from '../../db/recipientPast.ts'
import type { RecipientTable } from '../../db/schema.ts'

/** A recipient's row as it is, and as it was before a change; null for what was recorded before rows were kept. */
export type Overwritten = {
  row: RecipientTable
  kept: Pick<
    RecipientPastTable,
    'status' | 'opened_at' | 'completed_at' | 'completed_in' | 'evidence' | 'until'
  > | null
}

/**
 * The recipients that a change overwrote and that nothing has overwritten since, or whose completion is still the one it
 * recorded. Not those who have received the next occurrence since: what is past stays as it is.
 */
export async function loadOverwritten(
  sql: Sql,
  workspaceId: number,
  change: { id: number; at: number },
): Promise<Overwritten[]> {
  const kept = await keptBy(sql, workspaceId, change)
  const known = new Set(kept.map(({ row }) => keyOf(row)))
  const recorded = await ownRows(sql, workspaceId, change)
    .where('recipient.completed_in', '=', change.id)
    .where('recipient.status', '=', 'completed')
    .execute()
  return [...kept, ...recorded.filter(row => !known.has(keyOf(row))).map(row => ({ row, kept: null }))]
}

const keyOf = ({ assignment_id, person_id, occurrence }: RecipientTable) =>
  `${assignment_id} ${person_id} ${occurrence}`

async function keptBy(
  sql: Sql,
  workspaceId: number,
  change: { id: number; at: number },
): Promise<Overwritten[]> {
  const rows = await ownRows(sql, workspaceId, change)
    .innerJoin('recipient_past as kept', join =>
      join
        .onRef('kept.workspace_id', '=', 'recipient.workspace_id')
        .onRef('kept.assignment_id', '=', 'recipient.assignment_id')
        .onRef('kept.person_id', '=', 'recipient.person_id')
        .onRef('kept.occurrence', '=', 'recipient.occurrence'),
    )
    .select(['kept.status as kept_status', 'kept.opened_at as kept_opened_at'])
    .select(['kept.completed_at as kept_completed_at', 'kept.completed_in as kept_completed_in'])
    .select(['kept.evidence as kept_evidence', 'kept.until'])
    .where('kept.workspace_id', '=', workspaceId)
    .where('kept.change_id', '=', change.id)
    .where(eb =>
      eb.or([
        eb('recipient.completed_in', '=', change.id),
        eb.not(
          eb.exists(
            eb
              .selectFrom('recipient_past as later')
              .select('later.until')
              .whereRef('later.workspace_id', '=', 'kept.workspace_id')
              .whereRef('later.assignment_id', '=', 'kept.assignment_id')
              .whereRef('later.person_id', '=', 'kept.person_id')
              .whereRef('later.occurrence', '=', 'kept.occurrence')
              .where(later =>
                later.or([
                  later('later.until', '>', later.ref('kept.until')),
                  later('later.change_id', '>', later.ref('kept.change_id')),
                ]),
              ),
          ),
        ),
      ]),
    )
    .execute()
  return rows.map(
    ({
      kept_status,
      kept_opened_at,
      kept_completed_at,
      kept_completed_in,
      kept_evidence,
      until,
      ...row
    }) => ({
      row,
      kept: {
        status: kept_status,
        opened_at: kept_opened_at,
        completed_at: kept_completed_at,
        completed_in: kept_completed_in,
        evidence: kept_evidence,
        until,
      },
    }),
  )
}

function ownRows(sql: Sql, workspaceId: number, change: { at: number }) {
  return sql
    .selectFrom('recipient')
    .selectAll('recipient')
    .where('recipient.workspace_id', '=', workspaceId)
    .where(eb =>
      eb.or([eb('recipient.superseded_at', 'is', null), eb('recipient.superseded_at', '<=', change.at)]),
    )
}
