import { z } from 'zod'
import { type Actor, reaches } from '../access/actor.ts'
import { performAct } from '../background/performAct.ts'
import { perform } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import type { RequestContext } from '../http/context.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app, open } from '../http/implement.ts'
import { calendarOf } from './calendar.ts'
import { closeAssignment } from './closeAssignment.ts'
import type { Recipient } from './contract.ts'
import { createAssignment } from './createAssignment.ts'
import { deleteAssignment } from './deleteAssignment.ts'
import { previewDates } from './previewDates.ts'
import { getAssignmentRow } from './queries.ts'
import { listReceived, personOfToken } from './received.ts'
import { recipientLink } from './recipientLink.ts'
import { countRecipients, findRecipient, listRecipients, type RecipientRow } from './recipientQueries.ts'
import { recordProgress } from './recordProgress.ts'
import { getAssignment, listAssignments, momentOf } from './showAssignment.ts'
import { updateAssignment } from './updateAssignment.ts'
import { updateRecipient } from './updateRecipient.ts'

const PAGE = 50

type Context = RequestContext & { actor: Actor }

const assignmentAfter = (context: Context) => (id: number) =>
  getAssignment(context.engine, context.actor.workspaceId, id, context.now().getTime())

export const assignmentsRoutes = {
  list: app.assignments.list.handler(async ({ input, context: { engine, actor, now } }) => {
    const { q, status, cursor, limit = PAGE } = input
    const before = readCursor(RowNumber, cursor)
    const page = { q, status, before, limit }
    const { items, total, next } = await listAssignments(engine, actor.workspaceId, page, now().getTime())
    return { items, total, nextCursor: next === null ? null : writeCursor(next) }
  }),

  create: app.assignments.create.handler(async ({ input: { query, body }, context }) =>
    planOrResource(
      await perform(context.engine, actRequest(context, query, 'assignments.create'), createAssignment(body)),
      assignmentAfter(context),
    ),
  ),

  dates: app.assignments.dates.handler(async ({ input: { body }, context: { db, actor, now } }) => {
    const workspace = await db.read
      .selectFrom('workspace')
      .select(['time_zone', 'calendar'])
      .where('id', '=', actor.workspaceId)
      .executeTakeFirstOrThrow()
    return { items: previewDates(body, calendarOf(workspace), now().getTime()) }
  }),

  get: app.assignments.get.handler(({ input, context }) => assignmentAfter(context)(input.id)),

  update: app.assignments.update.handler(async ({ input: { params, query, body }, context }) =>
    planOrResource(
      await perform(
        context.engine,
        actRequest(context, query, 'assignments.update'),
        updateAssignment(params.id, body),
      ),
      assignmentAfter(context),
    ),
  ),

  remove: app.assignments.remove.handler(async ({ input: { params, query }, context }) =>
    planOrCommitted(
      await perform(
        context.engine,
        actRequest(context, query, 'assignments.delete'),
        deleteAssignment(params.id),
      ),
    ),
  ),

  publish: app.assignments.publish.handler(async ({ input: { params, query }, context }) =>
    planOrResource(
      await performAct(
        context,
        actRequest(context, query, 'assignments.publish'),
        (await assignmentAfter(context)(params.id)).counts.audience,
        'publishAssignment',
        params.id,
      ),
      assignmentAfter(context),
    ),
  ),

  close: app.assignments.close.handler(async ({ input: { params, query }, context }) =>
    planOrResource(
      await perform(
        context.engine,
        actRequest(context, query, 'assignments.close'),
        closeAssignment(params.id),
      ),
      assignmentAfter(context),
    ),
  ),

  recipients: app.assignments.recipients.handler(async ({ input, context }) => {
    const { db, actor, now } = context
    const { id, q, status, past, cursor, limit = PAGE } = input
    const { workspaceId } = actor
    await getAssignmentRow(db.read, workspaceId, id)
    const filter = { workspaceId, assignmentId: id, q, status, past, now: now().getTime() }
    const after = readCursor(z.tuple([z.string(), RowNumber, RowNumber]), cursor)
    const [rows, total] = await Promise.all([
      listRecipients(db.read, filter, { after, limit: limit + 1 }),
      countRecipients(db.read, filter),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(row => showRecipient(row, context)),
      total,
      nextCursor:
        rows.length > limit && last ? writeCursor([last.search, last.person_id, last.occurrence]) : null,
    }
  }),

  updateRecipient: app.assignments.updateRecipient.handler(
    async ({ input: { params, query, body }, context }) => {
      const { id, personId } = params
      const done = await perform(
        context.engine,
        actRequest(context, query, 'recipients.update'),
        updateRecipient(id, personId, body.status),
      )
      return await planOrResource(done, async () => {
        const { db, actor, now } = context
        const filter = {
          workspaceId: actor.workspaceId,
          assignmentId: id,
          personId,
          now: now().getTime(),
        }
        const row = await findRecipient(db.read, filter)
        if (!row) throw new NotFound('This recipient is no longer there.')
        return showRecipient(row, context)
      })
    },
  ),

  received: open.assignments.received.handler(async ({ input, context: { db, config } }) => {
    const person = await personOfToken(db.read, config, input.token)
    return {
      workspace: { name: person.workspace },
      person: { email: person.email, firstName: person.first_name, lastName: person.last_name },
      assignments: await listReceived(db.read, person),
    }
  }),

  progress: open.assignments.progress.handler(({ input: { params, body }, context }) =>
    recordProgress(context, params.token, params.id, body.status),
  ),
}

function showRecipient(row: RecipientRow, { config, actor }: Context): Recipient {
  const mayAct = reaches(actor.role, 'editor') && row.person_status === 'active'
  return {
    person: { id: row.person_id, email: row.email, firstName: row.first_name, lastName: row.last_name },
    occurrence: row.occurrence,
    status: row.status,
    assignedAt: momentOf(row.assigned_at),
    dueAt: momentOf(row.due_at),
    openedAt: momentOf(row.opened_at),
    completedAt: momentOf(row.completed_at),
    withdrawnAt: momentOf(row.withdrawn_at),
    supersededAt: momentOf(row.superseded_at),
    extension:
      row.extended_until === null ? null : { until: row.extended_until, reason: row.extended_reason ?? '' },
    via: JSON.parse(row.via) as number[],
    message: row.message,
    link: mayAct
      ? recipientLink(config, {
          workspaceId: actor.workspaceId,
          personId: row.person_id,
          generation: row.link_generation,
        })
      : null,
  }
}
