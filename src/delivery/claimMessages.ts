import { SUPERSEDED } from '../changes/presentRecipients.ts'
import type { Db, Sql, Tx } from '../db/db.ts'
import { type DueMessage, isAnyDue, isWaiting, selectDue, updateMessages } from './dueMessages.ts'
import { getSendingWorkspaces, type SendingWorkspace } from './sendingWorkspace.ts'
import { type Wait, waitOf, waits } from './whenToSend.ts'

/** What leaves as one mail: one message, or several to the same person or the same manager. */
export type Claim = { workspace: SendingWorkspace; messages: [DueMessage, ...DueMessage[]] }

/**
 * Takes the next messages that are due, for this process alone, sets aside those that are to wait, and cancels those that have
 * lost their reason meanwhile. In its own short transaction: once it has committed, a message is with exactly one sender, and
 * a crash leaves it visible as being sent. `done` says that nothing else is due now.
 */
export async function claimMessages(
  db: Db,
  { now, claimedBy, limit }: { now: number; claimedBy: string; limit: number },
): Promise<{ claims: Claim[]; cancelled: number; done: boolean }> {
  // Looking is free; only a look that finds something takes SQLite's one write lock.
  if (!(await isAnyDue(db.read, now))) return { claims: [], cancelled: 0, done: true }
  return await db.transaction(async tx => {
    const { due, workspaces } = await selectReady(tx, db.dialect, now, limit)
    const gathered = await gather(tx, db.dialect, now, due, workspaces)
    const claims: Claim[] = []
    let cancelled = 0
    for (const { workspace, messages } of gathered) {
      const reasons = Map.groupBy(messages, row => reasonToCancel(row, workspace, now))
      for (const [reason, rows] of reasons) {
        if (reason === null) continue
        cancelled += rows.length
        await updateMessages(tx.sql, rows, { status: 'cancelled', reason })
      }
      const [first, ...rest] = reasons.get(null) ?? []
      if (first) claims.push({ workspace, messages: [first, ...rest] })
    }
    const claim = { status: 'sending', claimed_by: claimedBy, claimed_at: now } as const
    const single = claims.filter(({ messages }) => messages.length === 1)
    await updateMessages(
      tx.sql,
      single.map(({ messages: [message] }) => message),
      { ...claim, letter: null },
    )
    for (const { messages } of claims)
      if (messages.length > 1) await updateMessages(tx.sql, messages, { ...claim, letter: messages[0].id })
    return { claims, cancelled, done: due.length < limit }
  })
}

/** The next that are due and need not wait; whole workspaces that have to wait are put off, and it is looked again. */
async function selectReady(tx: Tx, dialect: Db['dialect'], now: number, limit: number) {
  for (;;) {
    const due = await selectDue(tx, dialect, now, { limit })
    const ids = [...new Set(due.map(row => row.workspace_id))]
    const workspaces = ids.length === 0 ? new Map() : await getSendingWorkspaces(tx.sql, ids)
    let areAllReady = true
    for (const { id, schedule } of workspaces.values() as Iterable<SendingWorkspace>) {
      const wait = waitOf(schedule, now)
      if (!wait || !due.some(row => row.workspace_id === id && waits(wait, row))) continue
      areAllReady = false
      await putOff(tx.sql, id, wait, now)
    }
    if (areAllReady) return { due, workspaces: workspaces as Map<number, SendingWorkspace> }
  }
}

async function putOff(sql: Sql, workspaceId: number, wait: Wait, now: number): Promise<void> {
  let query = sql
    .updateTable('message')
    .set(
      wait.kind === 'hold'
        ? { status: 'held', reason: wait.reason }
        : { send_at: wait.until, reason: wait.reason },
    )
    .where(isWaiting)
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'queued')
    .where('send_at', '<=', now)
  if (wait.kind === 'digest') {
    query = query.where('kind', '!=', 'escalation').where('created_at', '>', wait.since)
  }
  await query.execute()
}

/** Brings together what goes in one mail: with a digest all of a person's, and always all for a manager. */
async function gather(
  tx: Tx,
  dialect: Db['dialect'],
  now: number,
  due: readonly DueMessage[],
  workspaces: ReadonlyMap<number, SendingWorkspace>,
): Promise<{ workspace: SendingWorkspace; messages: DueMessage[] }[]> {
  const gathered: { workspace: SendingWorkspace; messages: DueMessage[] }[] = []
  const taken = new Set<string>()
  for (const row of due) {
    const workspace = workspaces.get(row.workspace_id)
    if (!workspace || taken.has(keyOf(row))) continue
    const workspaceId = row.workspace_id
    let messages = [row]
    if (row.kind === 'escalation')
      messages = await selectDue(tx, dialect, now, { of: { workspaceId, manager: row.recipient_email } })
    else if (workspace.delivery.digest)
      messages = await selectDue(tx, dialect, now, { of: { workspaceId, person: row.person_id } })
    for (const each of messages) taken.add(keyOf(each))
    gathered.push({ workspace, messages })
  }
  return gathered
}

const keyOf = (row: DueMessage) => `${row.workspace_id} ${row.id}`

const STALE_REMINDER_MS = 2 * 24 * 3_600_000

/** Why a message is no longer to be sent; null when it is. */
function reasonToCancel(row: DueMessage, workspace: SendingWorkspace, now: number): string | null {
  if (row.person_status !== 'active') return 'The person is no longer active.'
  if (row.superseded_at !== null) return SUPERSEDED
  if (row.recipient_status === 'withdrawn')
    return 'The assignment was withdrawn before this message was sent.'
  if (row.recipient_status === 'completed')
    return 'The assignment was completed before this message was sent.'
  if (row.assignment_status !== 'live')
    return `The assignment was ${row.assignment_status === 'closed' ? 'closed' : 'taken back'} before this message was sent.`
  // In a digest it is one line of several that wait, late or not.
  const isLate = now - row.created_at > STALE_REMINDER_MS && !workspace.delivery.digest
  if (row.kind === 'reminder' && isLate) return 'This reminder could not be sent in time.'
  return null
}
