import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { performAct } from '../background/performAct.ts'
import { perform } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import type { RequestContext } from '../http/context.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app, open } from '../http/implement.ts'
import { assignmentAsOf } from './assignmentAsOf.ts'
import { calendarOf } from './calendar.ts'
import { closeAssignment } from './closeAssignment.ts'
import { createAssignment } from './createAssignment.ts'
import { deleteAssignment } from './deleteAssignment.ts'
import { previewDates } from './previewDates.ts'
import { getAssignmentRow } from './queries.ts'
import { listReceived, personOfToken } from './received.ts'
import {
  countByStatus,
  countRecipients,
  listOccurrences,
  listRecipients,
  pastMoment,
} from './recipientQueries.ts'
import { recordCallback } from './recordCallback.ts'
import { recordProgress } from './recordProgress.ts'
import { getAssignment, listAssignments } from './showAssignment.ts'
import { showRecipients } from './showRecipients.ts'
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
    const asOf = await pastMoment(db.read, workspaceId, input.asOf)
    const assignment = await assignmentAsOf(db.read, workspaceId, id, asOf?.version)
    const filter = { workspaceId, assignmentId: id, q, status, past, now: now().getTime(), asOf }
    const after = readCursor(z.tuple([z.string(), RowNumber, RowNumber]), cursor)
    const [rows, total] = await Promise.all([
      listRecipients(db.read, filter, { after, limit: limit + 1 }),
      countRecipients(db.read, filter),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: await showRecipients(items, assignment, context, asOf),
      total,
      nextCursor:
        rows.length > limit && last ? writeCursor([last.search, last.person_id, last.occurrence]) : null,
    }
  }),

  counts: app.assignments.counts.handler(async ({ input: { id, asOf }, context: { db, actor, now } }) => {
    const { workspaceId } = actor
    const past = await pastMoment(db.read, workspaceId, asOf)
    await assignmentAsOf(db.read, workspaceId, id, past?.version)
    const filter = { workspaceId, assignmentId: id, now: now().getTime(), asOf: past }
    return await countByStatus(db.read, filter)
  }),

  updateRecipient: app.assignments.updateRecipient.handler(
    async ({ input: { params, query, body }, context }) => {
      const { id, personId } = params
      const done = await perform(
        context.engine,
        actRequest(context, query, 'recipients.update'),
        updateRecipient(id, personId, body),
      )
      return await planOrResource(done, async occurrence => {
        const { db, actor, now } = context
        const filter = {
          workspaceId: actor.workspaceId,
          assignmentId: id,
          personId,
          now: now().getTime(),
        }
        const rows = await listOccurrences(db.read, filter)
        const row = rows.find(one => one.occurrence === occurrence)
        const assignment = await getAssignmentRow(db.read, actor.workspaceId, id)
        const [shown] = row ? await showRecipients([row], assignment, context) : []
        if (!shown) throw new NotFound('This recipient is no longer there.')
        return shown
      })
    },
  ),

  received: open.assignments.received.handler(async ({ input, context: { db, config } }) => {
    const person = await personOfToken(db.read, config, input.token)
    return {
      workspace: { name: person.workspace },
      language: person.language,
      person: { email: person.email, firstName: person.first_name, lastName: person.last_name },
      assignments: await listReceived(db.read, config, person),
    }
  }),

  progress: open.assignments.progress.handler(({ input: { params, body }, context }) =>
    recordProgress(context, params.token, params.id, body),
  ),

  callback: open.assignments.callback.handler(({ input: { params, body }, context }) =>
    recordCallback(context, params.token, body ?? {}),
  ),
}
