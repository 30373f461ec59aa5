import { systemActor } from '../access/systemActor.ts'
import { dayOf } from '../assignments/dateWords.ts'
import { morningOf } from '../assignments/morning.ts'
import { peopleWords } from '../assignments/peopleWords.ts'
import { type Act, perform } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import type { AppContext } from '../http/context.ts'
import { writeClockMessages } from './writeClockMessages.ts'

/** One reminder of one assignment whose day is today: `days` before (negative: after) the due day. */
type Due = {
  workspaceId: number
  assignmentId: number
  title: string
  days: number
  /** The due day as moments, the last not included. */
  dueFrom: number
  dueBefore: number
  /** The moment to remind: whoever received it later has just been told. */
  at: number
}

/**
 * Writes the reminders whose day has come, each as a change by the clock, whose messages the database keeps unique: looked
 * at often and by several servers, a person is reminded once. It happens on the very day from 09:00 on or, when the server
 * was down all that day, not at all: a reminder that says “in 3 days” a day late helps nobody. Answers how many changes.
 */
export async function remindDue({
  engine,
  log,
  now,
}: Pick<AppContext, 'engine' | 'log' | 'now'>): Promise<number> {
  const at = now().getTime()
  let reminded = 0
  for (const due of await listDue(engine.db.read, at)) {
    try {
      if ((await listOpen(engine.db.read, due, 1)).length === 0) continue
      await perform(
        engine,
        {
          workspaceId: due.workspaceId,
          actor: systemActor(due.workspaceId),
          act: 'assignments.remind',
          now: at,
          unheld: true,
        },
        remind(due, engine.sendingIsSetUp),
      )
      reminded += 1
    } catch (error) {
      const { workspaceId, assignmentId } = due
      log.error({ err: error, workspaceId, assignment: assignmentId }, 'A reminder could not be written')
    }
  }
  return reminded
}

async function listDue(sql: Sql, now: number): Promise<Due[]> {
  const rows = await sql
    .selectFrom('assignment')
    .innerJoin('workspace', 'workspace.id', 'assignment.workspace_id')
    .select([
      'assignment.workspace_id',
      'assignment.id',
      'assignment.title',
      'assignment.reminders',
      'workspace.time_zone',
    ])
    .where('assignment.status', '=', 'live')
    .where('assignment.deleted_in', 'is', null)
    .where('assignment.due', 'is not', null)
    .where('assignment.reminders', '!=', '[]')
    .execute()
  return rows.flatMap(row => {
    const timeZone = row.time_zone
    const today = dayOf(now, timeZone)
    const at = morningOf(now, timeZone)
    if (now < at) return []
    return (JSON.parse(row.reminders) as number[]).map(days => {
      const dueDay = today.add({ days })
      return {
        workspaceId: row.workspace_id,
        assignmentId: row.id,
        title: row.title,
        days,
        dueFrom: dueDay.toZonedDateTime({ timeZone }).epochMilliseconds,
        dueBefore: dueDay.add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds,
        at,
      }
    })
  })
}

/** Open recipients who are due on that day and have not had this reminder. */
async function listOpen(sql: Sql, due: Due, most?: number) {
  const query = sql
    .selectFrom('recipient')
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
        .on('message.kind', '=', 'reminder')
        .on('message.variant', '=', String(due.days)),
    )
    .select(['recipient.person_id', 'recipient.occurrence', 'person.email'])
    .where('recipient.workspace_id', '=', due.workspaceId)
    .where('recipient.assignment_id', '=', due.assignmentId)
    .where('recipient.superseded_at', 'is', null)
    .where('recipient.status', 'in', ['assigned', 'opened'])
    .where('recipient.due_at', '>=', due.dueFrom)
    .where('recipient.due_at', '<', due.dueBefore)
    .where('recipient.assigned_at', '<', due.at)
    .where('person.status', '=', 'active')
    .where('message.id', 'is', null)
    .orderBy('recipient.person_id')
  return await (most === undefined ? query : query.limit(most)).execute()
}

function remind(due: Due, sendingIsSetUp: boolean): Act<null> {
  return async ({ sql, draft, now }) => {
    const open = await listOpen(sql, due)
    if (open.length > 0) {
      draft.alongside.push((tx, changeId) =>
        writeClockMessages(
          tx,
          due.workspaceId,
          { kind: 'reminder', variant: String(due.days) },
          open.map(({ person_id, occurrence, email }) => ({
            assignmentId: due.assignmentId,
            personId: person_id,
            occurrence,
            email,
          })),
          { now, changeId, sendingIsSetUp },
        ),
      )
    }
    return { summary: `Remind ${peopleWords(open.length)} of “${due.title}”`, result: null }
  }
}
