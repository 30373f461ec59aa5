import { performAct } from '../background/performAct.ts'
import { NotFound } from '../errors.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { getChange, listChanges, sideOfChange } from './history.ts'
import { pageOfPeople } from './pageOfPeople.ts'
import { sideOf } from './planStore.ts'

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
    const { workspaceId } = actor
    const now = context.now().getTime()
    const kept = engine.plans.find(id, workspaceId, now)
    if (kept)
      return await pageOfPeople(db.read, workspaceId, sideOf(kept.outcome, part, side), page, kept.drafted)
    const { background } = context
    const found = background.isRunning()
      ? await background.run('planPeople', { planId: id, workspaceId, now, part, side, page })
      : null
    if (!found) throw new NotFound('This plan is no longer kept; make it again.')
    return found
  }),

  undo: app.changes.undo.handler(async ({ input: { params, query }, context }) => {
    const { plan } = await getChange(context.db.read, context.actor.workspaceId, params.id)
    const people = [
      ...Object.values(plan.people),
      ...plan.assignments.map(({ received, withdrawn }) => received + withdrawn),
    ].reduce((sum, number) => sum + number, 0)
    const request = actRequest(context, query, 'changes.undo')
    return planOrCommitted(await performAct(context, request, people, 'undoChange', params.id, query))
  }),
}
