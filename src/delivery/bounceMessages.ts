import type { Tx } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'
import { updateMessages } from './dueMessages.ts'

const OURS = /^<?muster\.(\d{1,10})\.(\d{1,10})@[^\s>]+>?$/

/**
 * A mail that was taken and came back later: everything it stood for has bounced. Whoever reads the mailbox that reports come
 * to says so, by the Message-ID. Throws NotFound for one that is not of this workspace, Conflict where none was sent.
 */
export async function bounceMessages(
  tx: Tx,
  workspaceId: number,
  { messageId, reason }: { messageId: string; reason?: string },
): Promise<{ messages: number; assignments: number[] }> {
  const [, workspace, first] = OURS.exec(messageId.trim()) ?? []
  await tx.lockWorkspace(workspaceId)
  const rows =
    Number(workspace) === workspaceId
      ? await tx.sql
          .selectFrom('message')
          .select(['workspace_id', 'id', 'status', 'assignment_id'])
          .where('workspace_id', '=', workspaceId)
          .where(eb => eb.or([eb('id', '=', Number(first)), eb('letter', '=', Number(first))]))
          .execute()
      : []
  if (rows.length === 0) throw new NotFound('No mail of this workspace has that Message-ID.')
  const gone = rows.filter(({ status }) => status === 'sent' || status === 'unknown')
  if (gone.length === 0) throw new Conflict('That mail has not been sent, so it cannot have come back.')
  await updateMessages(tx.sql, gone, {
    status: 'bounced',
    reason: reason ?? 'The mail came back: it could not be delivered.',
  })
  return { messages: gone.length, assignments: [...new Set(gone.map(row => row.assignment_id))] }
}
