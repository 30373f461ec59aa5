import { performAct } from '../background/performAct.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { rulesOfChange } from '../segments/rulesOfChange.ts'
import { currentRoster } from './engine.ts'
import { getChange, listChanges, requireChange } from './history.ts'
import { peopleOfChange, peopleOfPlan } from './peopleMoved.ts'

/** So many rules come with the change itself: what they moved is to be seen below them. */
const FIRST_RULES = 5

export const changesRoutes = {
  list: app.changes.list.handler(({ input, context: { db, actor } }) =>
    listChanges(db.read, actor.workspaceId, input),
  ),

  get: app.changes.get.handler(async ({ input: { id }, context: { db, engine, actor } }) => {
    const change = await getChange(db.read, actor.workspaceId, id)
    const roster = await currentRoster(engine, actor.workspaceId)
    const rules = await rulesOfChange(db.read, roster, id, { limit: FIRST_RULES })
    return rules.total === 0 ? change : { ...change, rules }
  }),

  rules: app.changes.rules.handler(async ({ input: { id, ...page }, context: { db, engine, actor } }) => {
    await requireChange(db.read, actor.workspaceId, id)
    return await rulesOfChange(db.read, await currentRoster(engine, actor.workspaceId), id, page)
  }),

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
