import type { Tx } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Message } from './contract.ts'
import { updateMessages } from './dueMessages.ts'
import { findMessage, holdOf } from './queries.ts'

const STAYS_HELD =
  'Sending is not set up on this server, so this message stays held. Whoever runs it sets MUSTER_SMTP_URL; then it goes out by itself.'

const HELD = {
  paused: 'Sending is paused in this workspace. Once an admin lets it go on, this message can go out.',
  unconfirmed:
    'This copy of the data sends nothing until an admin has confirmed it, under Settings → Messages.',
}

const WHY_NOT: Partial<Record<Message['status'], string>> = {
  queued: 'This message is waiting to be sent already.',
  held: 'This message goes out by itself in a moment.',
  sending: 'This message is being sent at the moment.',
  sent: 'This message has been sent. Nobody gets it twice.',
}

/**
 * Queues a message again that failed, or of which nobody knows whether it arrived; the attempts start anew. A cancelled one
 * too: it was cancelled for somebody who was inactive then, say, and if the reason still holds it is cancelled once more.
 */
export async function retryMessage(
  tx: Tx,
  workspaceId: number,
  id: number,
  { sendingIsSetUp, now }: { sendingIsSetUp: boolean; now: number },
): Promise<void> {
  await tx.lockWorkspace(workspaceId)
  const message = await findMessage(tx.sql, workspaceId, id)
  if (!message) throw new NotFound('There is no such message.')
  const hold = await holdOf(tx.sql, workspaceId)
  if (hold !== 'on') throw new Conflict(HELD[hold])
  const whyNot = WHY_NOT[message.status]
  if (message.status === 'held' && !sendingIsSetUp) throw new Conflict(STAYS_HELD)
  if (whyNot !== undefined) throw new Conflict(whyNot)
  if (!sendingIsSetUp) throw new Conflict(STAYS_HELD)
  await updateMessages(tx.sql, [{ workspace_id: workspaceId, id }], {
    status: 'queued',
    reason: null,
    attempts: 0,
    send_at: now,
    sent_at: null,
  })
}
