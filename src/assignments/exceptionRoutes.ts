import type { Actor } from '../access/actor.ts'
import { perform } from '../changes/perform.ts'
import { actRequest, planOrResource } from '../http/actRequest.ts'
import type { RequestContext } from '../http/context.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { endException } from './endException.ts'
import type { Exception } from './exceptionContract.ts'
import { countExceptions, type ExceptionShown, getException, listExceptions } from './exceptionQueries.ts'
import { exemptPerson } from './exemptPerson.ts'
import { extendPerson } from './extendPerson.ts'
import { getAssignmentRow } from './queries.ts'
import { momentOf } from './showAssignment.ts'

const PAGE = 50

type Context = RequestContext & { actor: Actor }

export const exceptionsRoutes = {
  list: app.exceptions.list.handler(async ({ input, context: { db, actor } }) => {
    const { id, standing, cursor, limit = PAGE } = input
    await getAssignmentRow(db.read, actor.workspaceId, id)
    const filter = { workspaceId: actor.workspaceId, assignmentId: id, standing }
    const before = readCursor(RowNumber, cursor)
    const [rows, total] = await Promise.all([
      listExceptions(db.read, filter, { before, limit: limit + 1 }),
      countExceptions(db.read, filter),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(showException),
      total,
      nextCursor: rows.length > limit && last ? writeCursor(last.id) : null,
    }
  }),

  create: app.exceptions.create.handler(async ({ input: { params, query, body }, context }) =>
    planOrResource(
      body.kind === 'exempt'
        ? await perform(
            context.engine,
            actRequest(context, query, 'exceptions.exempt'),
            exemptPerson(params.id, body),
          )
        : await perform(
            context.engine,
            actRequest(context, query, 'exceptions.extend'),
            extendPerson(params.id, body),
          ),
      exceptionAfter(context, params.id),
    ),
  ),

  end: app.exceptions.end.handler(async ({ input: { params, query }, context }) =>
    planOrResource(
      await perform(
        context.engine,
        actRequest(context, query, 'exceptions.end'),
        endException(params.id, params.exceptionId),
      ),
      exceptionAfter(context, params.id),
    ),
  ),
}

const exceptionAfter =
  ({ db, actor }: Context, assignmentId: number) =>
  async (id: number) =>
    showException(await getException(db.read, { workspaceId: actor.workspaceId, assignmentId }, id))

function showException(row: ExceptionShown): Exception {
  return {
    id: row.id,
    person: { id: row.person_id, email: row.email, firstName: row.first_name, lastName: row.last_name },
    kind: row.kind,
    occurrence: row.kind === 'exempt' ? null : row.occurrence,
    until: row.until,
    reason: row.reason,
    madeAt: momentOf(row.made_at),
    madeBy: row.made_by,
    endedAt: momentOf(row.ended_at),
    endedBy: row.ended_by,
  }
}
