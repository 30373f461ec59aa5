import { NOT_SET_UP } from '../changes/writeMessages.ts'
import type { Tx } from '../db/db.ts'
import type { MessageTable } from '../db/deliveryTables.ts'

export type ClockMessage = { assignmentId: number; personId: number; occurrence: number; email: string }

/** Messages of one kind that the clock writes, in the transaction of its change. */
export async function writeClockMessages(
  tx: Tx,
  workspaceId: number,
  { kind, variant }: Pick<MessageTable, 'kind' | 'variant'>,
  messages: readonly ClockMessage[],
  { now, changeId, sendingIsSetUp }: { now: number; changeId: number; sendingIsSetUp: boolean },
): Promise<void> {
  const { next_message: first } = await tx.sql
    .selectFrom('workspace')
    .select('next_message')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  await tx.sql
    .updateTable('workspace')
    .set({ next_message: first + messages.length })
    .where('id', '=', workspaceId)
    .execute()
  const rows = messages.map(({ assignmentId, personId, occurrence, email }, index) => ({
    workspace_id: workspaceId,
    id: first + index,
    assignment_id: assignmentId,
    person_id: personId,
    occurrence,
    kind,
    variant,
    status: sendingIsSetUp ? 'queued' : 'held',
    recipient_email: email,
    reason: sendingIsSetUp ? null : NOT_SET_UP,
    attempts: 0,
    send_at: now,
    created_at: now,
    change_id: changeId,
  }))
  const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[]
  await tx.insertRows(
    'message',
    columns,
    rows.map(row => columns.map(column => row[column])),
  )
}
