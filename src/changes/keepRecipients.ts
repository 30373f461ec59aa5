import { type Expression, type ExpressionBuilder, sql as raw, type SqlBool } from 'kysely'
import type { Sql } from '../db/db.ts'
import { RECIPIENT_KEPT } from '../db/recipientColumns.ts'
import type { RecipientTable, Schema } from '../db/schema.ts'

/** The write that is about to overwrite them; `changeId` is null for what is no change of the log. */
export type Overwriting = { workspaceId: number; assignmentId: number; now: number; changeId: number | null }

type Which = (eb: ExpressionBuilder<Schema, 'recipient'>) => Expression<SqlBool>

/**
 * Keeps the rows of some recipients as they are, before a write after which they no longer tell: receiving again what was
 * withdrawn, another due day, a completion recorded for an earlier moment or taken back. Opening, completing now, withdrawing
 * and superseding leave their moment in the row and need none of this. Of several writes of one change the first counts.
 */
export async function keepRecipients(
  sql: Sql,
  { workspaceId, assignmentId, now, changeId }: Overwriting,
  which: Which,
): Promise<void> {
  const stamp = [
    raw<number>`cast(${now} as bigint)`.as('until'),
    raw<number>`cast(${changeId ?? 0} as integer)`.as('change_id'),
  ] as const
  await sql
    .insertInto('recipient_past')
    .columns([...RECIPIENT_KEPT, 'until', 'change_id'])
    .expression(
      sql
        .selectFrom('recipient')
        .select(RECIPIENT_KEPT)
        .select(stamp)
        .where('workspace_id', '=', workspaceId)
        .where('assignment_id', '=', assignmentId)
        .where(which),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

const ROWS_A_STATEMENT = 500

/** Many of one assignment, by person and occurrence. */
export async function keepRows(
  sql: Sql,
  overwriting: Overwriting,
  rows: readonly Pick<RecipientTable, 'person_id' | 'occurrence'>[],
): Promise<void> {
  for (const [occurrence, own] of Map.groupBy(rows, row => row.occurrence)) {
    for (let start = 0; start < own.length; start += ROWS_A_STATEMENT) {
      const people = own.slice(start, start + ROWS_A_STATEMENT).map(row => row.person_id)
      await keepRecipients(sql, overwriting, eb =>
        eb.and([eb('occurrence', '=', occurrence), eb('person_id', 'in', people)]),
      )
    }
  }
}
