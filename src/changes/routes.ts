import { performAct } from '../background/performAct.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { getChange, listChanges } from './history.ts'
import { peopleOfChange, peopleOfPlan } from './peopleMoved.ts'

export const changesRoutes = {
  list: app.changes.list.handler(({ input, context: { db, actor } }) =>
    listChanges(db.read, actor.workspaceId, input),
  ),

  get: app.changes.get.handler(({ input, context: { db, actor } }) =>
    getChange(db.read, actor.workspaceId, input.id),
  ),

  people: app.changes.people.handler(async ({ input: { id, ...query }, context }) => {
    const people = await peopleOfChange(context, id)
    return await people(query)
  }),

  planPeople: app.changes.planPeople.handler(({ input: { id, ...query }, context }) =>
    peopleOfPlan(context, id)(query),
  ),

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
