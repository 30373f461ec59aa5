import { systemActor } from '../access/systemActor.ts'
import { startOf } from '../assignments/calendar.ts'
import { dayOf } from '../assignments/dateWords.ts'
import { morningOf } from '../assignments/morning.ts'
import { peopleWords } from '../assignments/peopleWords.ts'
import { type Act, perform } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import type { AppContext } from '../http/context.ts'
import { readEmail } from '../imports/file/checkEmail.ts'
import { readDelivery } from './storedDelivery.ts'
import { type ClockMessage, writeClockMessages } from './writeClockMessages.ts'

/** A server that was down makes up for so many days; what has been late for longer when escalation is set up is left alone. */
const MADE_UP_DAYS = 7

type Escalation = {
  workspaceId: number
  managerKey: number
  /** Due days whose time has come, as moments; the last not included. */
  dueFrom: number
  dueBefore: number
}

/**
 * Tells managers of what is as many days overdue as the workspace says: once for each recipient and occurrence, from nine
 * o'clock on, as one change by the clock. Whose manager no tag names is left out. Answers how many changes.
 */
export async function escalateOverdue({
  engine,
  log,
  now,
}: Pick<AppContext, 'engine' | 'log' | 'now'>): Promise<number> {
  const at = now().getTime()
  let escalated = 0
  for (const due of await listEscalations(engine.db.read, at)) {
    const { workspaceId } = due
    try {
      if ((await listLate(engine.db.read, due)).length === 0) continue
      await perform(
        engine,
        {
          workspaceId,
          actor: systemActor(workspaceId),
          act: 'assignments.escalate',
          now: at,
          unheld: true,
        },
        escalate(due, engine.sendingIsSetUp),
      )
      escalated += 1
    } catch (error) {
      log.error({ err: error, workspaceId }, 'Managers could not be told of what is overdue')
    }
  }
  return escalated
}

async function listEscalations(sql: Sql, now: number): Promise<Escalation[]> {
  const rows = await sql.selectFrom('workspace').select(['id', 'time_zone', 'delivery']).execute()
  return rows.flatMap(({ id, time_zone, delivery }) => {
    const { escalation } = readDelivery(delivery)
    if (!escalation || now < morningOf(now, time_zone)) return []
    const newest = dayOf(now, time_zone).subtract({ days: escalation.afterDays })
    return [
      {
        workspaceId: id,
        managerKey: escalation.managerKey,
        dueFrom: startOf(newest.subtract({ days: MADE_UP_DAYS - 1 }), time_zone),
        dueBefore: startOf(newest.add({ days: 1 }), time_zone),
      },
    ]
  })
}

/** Open recipients who were due in those days and whose manager has not been told; with the manager's address. */
async function listLate(
  sql: Sql,
  { workspaceId, managerKey, dueFrom, dueBefore }: Escalation,
): Promise<ClockMessage[]> {
  const addresses = await addressesIn(sql, workspaceId, managerKey)
  if (addresses.size === 0) return []
  const rows = await sql
    .selectFrom('assignment')
    .innerJoin('recipient', join =>
      join
        .onRef('recipient.workspace_id', '=', 'assignment.workspace_id')
        .onRef('recipient.assignment_id', '=', 'assignment.id'),
    )
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'recipient.workspace_id')
        .onRef('person.id', '=', 'recipient.person_id'),
    )
    .leftJoin('message', join =>
      join
        .onRef('message.workspace_id', '=', 'recipient.workspace_id')
        .onRef('message.assignment_id', '=', 'recipient.assignment_id')
        .onRef('message.person_id', '=', 'recipient.person_id')
        .onRef('message.occurrence', '=', 'recipient.occurrence')
        .on('message.kind', '=', 'escalation'),
    )
    .select(['recipient.assignment_id', 'recipient.person_id', 'recipient.occurrence', 'person.tags'])
    .where('assignment.workspace_id', '=', workspaceId)
    .where('assignment.status', '=', 'live')
    .where('assignment.deleted_in', 'is', null)
    .where('assignment.due', 'is not', null)
    .where('recipient.superseded_at', 'is', null)
    .where('recipient.status', 'in', ['assigned', 'opened'])
    .where('recipient.due_at', '>=', dueFrom)
    .where('recipient.due_at', '<', dueBefore)
    .where('person.status', '=', 'active')
    .where('message.id', 'is', null)
    .orderBy('recipient.assignment_id')
    .orderBy('recipient.person_id')
    .execute()
  return rows.flatMap(({ assignment_id, person_id, occurrence, tags }) => {
    const tag = (JSON.parse(tags) as number[]).find(id => addresses.has(id))
    const email = tag === undefined ? undefined : addresses.get(tag)
    return email ? [{ assignmentId: assignment_id, personId: person_id, occurrence, email }] : []
  })
}

/** The values of the key that are addresses, by tag. */
async function addressesIn(sql: Sql, workspaceId: number, keyId: number): Promise<Map<number, string>> {
  const rows = await sql
    .selectFrom('tag')
    .select(['id', 'value'])
    .where('workspace_id', '=', workspaceId)
    .where('key_id', '=', keyId)
    .where('deleted_in', 'is', null)
    .execute()
  return new Map(
    rows.flatMap(({ id, value }) => {
      const read = readEmail(value)
      return 'email' in read ? [[id, read.email]] : []
    }),
  )
}

function escalate(due: Escalation, sendingIsSetUp: boolean): Act<null> {
  return async ({ sql, draft, now }) => {
    const late = await listLate(sql, due)
    if (late.length > 0) {
      draft.alongside.push((tx, changeId) =>
        writeClockMessages(tx, due.workspaceId, { kind: 'escalation', variant: '' }, late, {
          now,
          changeId,
          sendingIsSetUp,
        }),
      )
    }
    const managers = new Set(late.map(({ email }) => email)).size
    const people = new Set(late.map(({ personId }) => personId)).size
    const told = managers === 1 ? '1 manager' : `${managers} managers`
    return { summary: `Tell ${told} what ${peopleWords(people)} should have completed`, result: null }
  }
}
