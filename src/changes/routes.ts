import { NotFound } from '../errors.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { getChange, listChanges, sideOfChange } from './history.ts'
import { pageOfPeople } from './pageOfPeople.ts'
import { perform } from './perform.ts'
import { sideOf } from './planStore.ts'
import { undoChange } from './undo/undoChange.ts'

export const changesRoutes = {
  list: app.changes.list.handler(({ input, context: { db, actor } }) =>
    listChanges(db.read, actor.workspaceId, input),
  ),

  get: app.changes.get.handler(({ input, context: { db, actor } }) =>
    getChange(db.read, actor.workspaceId, input.id),
  ),

  people: app.changes.people.handler(
    async ({ input: { id, part, side, ...page }, context: { db, actor } }) => {
      const people = await sideOfChange(db.read, actor.workspaceId, id, part, side)
      return await pageOfPeople(db.read, actor.workspaceId, people, page)
    },
  ),

  planPeople: app.changes.planPeople.handler(async ({ input: { id, part, side, ...page }, context }) => {
    const { engine, db, actor } = context
    const kept = engine.plans.find(id, actor.workspaceId, context.now().getTime())
    if (!kept) throw new NotFound('This plan is no longer kept; make it again.')
    const people = sideOf(kept.outcome, part, side)
    return await pageOfPeople(db.read, actor.workspaceId, people, page, kept.drafted)
  }),

  undo: app.changes.undo.handler(async ({ input: { params, query }, context }) =>
    planOrCommitted(
      await perform(context.engine, actRequest(context, query, 'changes.undo'), undoChange(params.id, query)),
    ),
  ),
}
