import type { Sql } from '../db/db.ts'
import type { RecipientTable } from '../db/schema.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { completed, opened, type Progress } from './progress.ts'
import { findReceived, type PageOwner, personOfToken, type Received, withPast } from './received.ts'
import type { ReceivedAssignment, RefusalGround } from './receivedContract.ts'
import type { TokenOwner } from './recipientLink.ts'
import { insertStepDone, type RecipientKey } from './stepQueries.ts'
import { stepsOf } from './steps.ts'
import { tellProgress } from './tellProgress.ts'

const ground = (is: RefusalGround) => ({ ground: is })

/** What a recipient does: opens it, says that the whole is done, or does one step of it. */
export type Doing = { status: 'opened' | 'completed' } | { step: number }

/**
 * A recipient opens or completes, by their own link. It moves nobody between segments, so it is no change of the log; but
 * it takes the workspace's lock, because a change that withdraws the assignment at the same moment must see it or come
 * first: what is completed is never withdrawn.
 */
export async function recordProgress(
  { db, config, live, now }: Pick<AppContext, 'db' | 'config' | 'live' | 'now'>,
  token: string,
  assignmentId: number,
  doing: Doing,
): Promise<ReceivedAssignment> {
  const owner = await personOfToken(db.read, config, token)
  const at = now().getTime()
  const seen = await getReceived(db.read, owner, assignmentId)
  // Most calls are a page opened once more: those neither lock nor write.
  if (advance(seen, doing, at) !== seen) {
    const recorded = await db.transaction(async tx => {
      await tx.lockWorkspace(owner.workspaceId)
      const before = await getReceived(tx.sql, owner, assignmentId)
      const after = advance(before, doing, at)
      if (after !== before) await write(tx.sql, owner, before, after, at)
      return after
    })
    live.tell(owner.workspaceId, {
      event: 'recipient',
      data: { assignment: assignmentId, person: owner.personId, status: recorded.row.status },
    })
  }
  return await showReceived(db.read, config, owner, assignmentId)
}

async function showReceived(
  sql: Sql,
  config: AppContext['config'],
  owner: PageOwner,
  assignmentId: number,
): Promise<ReceivedAssignment> {
  const { row } = await getReceived(sql, owner, assignmentId)
  const [shown] = await withPast(sql, config, owner, [row])
  if (!shown) throw new Error(`Assignment ${assignmentId} was found and cannot be shown.`)
  return shown
}

/** The same object when there is nothing to record. Throws Conflict when it is not, or no longer, to be completed. */
function advance(seen: Received, doing: Doing, now: number): Received {
  const { row } = seen
  if (row.status === 'withdrawn') {
    throw new Conflict(
      `“${row.title}” has been withdrawn: there is nothing to do any more.`,
      ground('withdrawn'),
    )
  }
  if (row.status === 'completed') return seen
  if (row.assignment_status !== 'live') {
    if ('status' in doing && doing.status === 'opened') return seen
    throw new Conflict(`“${row.title}” is closed and can no longer be completed.`, ground('closed'))
  }
  if ('step' in doing) return advanceStep(seen, doing.step, now)
  if (doing.status === 'completed') refuseOpenSteps(seen)
  const before: Progress = row
  const after = doing.status === 'opened' ? opened(before, now) : completed(before, now)
  return after === before ? seen : { ...seen, row: { ...row, ...after } }
}

/** The last step completes the whole, unless it ends with the recipient saying that they have understood it. */
function advanceStep(seen: Received, step: number, now: number): Received {
  const { row } = seen
  const steps = stepsOf(row)
  if (!steps.some(each => each.id === step))
    throw new NotFound(
      `This step is no longer part of “${row.title}”. Load the page again.`,
      ground('changed'),
    )
  if (seen.done.has(step)) return seen
  const done = new Map(seen.done).set(step, now)
  const isLast = steps.every(each => done.has(each.id)) && row.completion === 'done'
  return { row: { ...row, ...(isLast ? completed(row, now) : opened(row, now)) }, done }
}

function refuseOpenSteps({ row, done }: Received): void {
  const open = stepsOf(row).filter(step => !done.has(step.id)).length
  if (open > 0)
    throw new Conflict(
      open === 1
        ? `One step of “${row.title}” is still to be done.`
        : `${open} steps of “${row.title}” are still to be done.`,
      ground('openSteps'),
    )
}

async function write(
  sql: Sql,
  owner: TokenOwner,
  before: Received,
  { row, done }: Received,
  now: number,
): Promise<void> {
  const key = { ...owner, assignmentId: row.id, occurrence: row.occurrence }
  for (const [step, at] of done) if (!before.done.has(step)) await insertStepDone(sql, key, step, at)
  await updateProgress(sql, key, row)
  const { status } = row
  if (status !== before.row.status && (status === 'opened' || status === 'completed'))
    await tellProgress(sql, { ...key, personIds: [owner.personId] }, status, now)
}

async function getReceived(sql: Sql, owner: TokenOwner, assignmentId: number): Promise<Received> {
  const received = await findReceived(sql, owner, assignmentId)
  if (!received) throw new NotFound('There is no such assignment on this page.', ground('changed'))
  return received
}

/** Under the workspace's lock. */
export async function updateProgress(
  sql: Sql,
  { workspaceId, assignmentId, personId, occurrence }: RecipientKey,
  { status, opened_at, completed_at }: Progress,
  recorded: Partial<Pick<RecipientTable, 'completed_in' | 'evidence'>> = {},
): Promise<void> {
  await sql
    .updateTable('recipient')
    .set({ status, opened_at, completed_at, ...recorded })
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('person_id', '=', personId)
    .where('occurrence', '=', occurrence)
    .execute()
}
