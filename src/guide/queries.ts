import type { Sql, Tx } from '../db/db.ts'

type NewFeedback = { slug: string; answered: boolean; remark: string; by: string; at: number }

export async function insertFeedback(tx: Tx, workspaceId: number, feedback: NewFeedback): Promise<void> {
  // Numbers are given in turn; the lock keeps two readers from getting the same.
  await tx.lockWorkspace(workspaceId)
  const last = await tx.sql
    .selectFrom('guide_feedback')
    .select(eb => eb.fn.max('id').as('id'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  await tx.sql
    .insertInto('guide_feedback')
    .values({
      workspace_id: workspaceId,
      id: (last?.id ?? 0) + 1,
      slug: feedback.slug,
      answered: feedback.answered ? 1 : 0,
      remark: feedback.remark,
      by_name: feedback.by,
      at: feedback.at,
    })
    .execute()
}

/** Newest first; `before` is the id of the last one seen. */
export async function listFeedback(sql: Sql, workspaceId: number, limit: number, before = 2 ** 31 - 1) {
  return await sql
    .selectFrom('guide_feedback')
    .select(['id', 'slug', 'answered', 'remark', 'by_name', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function countFeedback(sql: Sql, workspaceId: number): Promise<number> {
  const row = await sql
    .selectFrom('guide_feedback')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(row.total)
}
