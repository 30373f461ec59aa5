import { currentRoster, type Engine } from '../changes/engine.ts'
import { pageOfPeople } from '../changes/pageOfPeople.ts'
import { perform } from '../changes/perform.ts'
import { personNames } from '../changes/personNames.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { pageOfIds } from '../roster/pages.ts'
import { nobody } from '../roster/peopleSet.ts'
import { createSegment } from './createSegment.ts'
import { deleteSegment } from './deleteSegment.ts'
import { explainPerson } from './explainPerson.ts'
import { segmentHistory } from './history.ts'
import { membersAsOf } from './membersAsOf.ts'
import { overlap } from './overlap.ts'
import { preview, previewDay } from './preview.ts'
import { getSegment, listSegments } from './queries.ts'
import { showSegment } from './showSegment.ts'
import { segmentSizes } from './sizes.ts'
import { updateSegment } from './updateSegment.ts'

const SAMPLE = 10

export const segmentsRoutes = {
  list: app.segments.list.handler(async ({ input, context: { engine, actor } }) =>
    listSegments(await currentRoster(engine, actor.workspaceId), input),
  ),

  create: app.segments.create.handler(async ({ input: { query, body }, context }) => {
    const done = await perform(
      context.engine,
      actRequest(context, query, 'segments.create'),
      createSegment(body),
    )
    return await planOrResource(done, id => shown(context.engine, context.actor.workspaceId, id))
  }),

  preview: app.segments.preview.handler(async ({ input: { body }, context }) => {
    const { engine, db, actor } = context
    const roster = await currentRoster(engine, actor.workspaceId)
    const { time_zone } = await db.read
      .selectFrom('workspace')
      .select('time_zone')
      .where('id', '=', actor.workspaceId)
      .executeTakeFirstOrThrow()
    const today = previewDay(roster, time_zone, context.now().getTime())
    const { reached, ...rest } = preview(roster, body, { today })
    const first = pageOfIds(reached, 0, SAMPLE)
    const names = await personNames(db.read, actor.workspaceId, first)
    return { people: reached.size, sample: first.flatMap(id => names.get(id) ?? []), ...rest }
  }),

  get: app.segments.get.handler(
    async ({ input, context: { engine, actor } }) => await shown(engine, actor.workspaceId, input.id),
  ),

  update: app.segments.update.handler(async ({ input: { params, query, body }, context }) => {
    const done = await perform(
      context.engine,
      actRequest(context, query, 'segments.update'),
      updateSegment(params.id, body),
    )
    return await planOrResource(done, id => shown(context.engine, context.actor.workspaceId, id))
  }),

  remove: app.segments.remove.handler(async ({ input: { params, query }, context }) =>
    planOrCommitted(
      await perform(context.engine, actRequest(context, query, 'segments.remove'), deleteSegment(params.id)),
    ),
  ),

  people: app.segments.people.handler(async ({ input: { id, asOf, ...page }, context }) => {
    const { engine, db, actor } = context
    const roster = await currentRoster(engine, actor.workspaceId)
    if (asOf !== undefined) return await membersAsOf(db.read, roster, id, Date.parse(asOf), page)
    getSegment(roster, id)
    return await pageOfPeople(db.read, actor.workspaceId, roster.members.get(id) ?? nobody, page)
  }),

  explain: app.segments.explain.handler(
    async ({ input: { id, person, asOf }, context: { engine, actor } }) =>
      await explainPerson(engine, actor.workspaceId, { segment: id, person, asOf }),
  ),

  history: app.segments.history.handler(
    async ({ input: { id, ...page }, context: { engine, db, actor } }) =>
      await segmentHistory(db.read, await currentRoster(engine, actor.workspaceId), id, page),
  ),

  sizes: app.segments.sizes.handler(async ({ input: { ids, since, points }, context }) => {
    const roster = await currentRoster(context.engine, context.actor.workspaceId)
    const from = since === undefined ? undefined : Date.parse(since)
    return {
      items: await segmentSizes(context.db.read, roster, ids.split(',').map(Number), { since: from, points }),
    }
  }),

  overlap: app.segments.overlap.handler(async ({ input: { body }, context: { engine, actor } }) =>
    overlap(await currentRoster(engine, actor.workspaceId), body.ids),
  ),
}

async function shown(engine: Engine, workspaceId: number, id: number) {
  const roster = await currentRoster(engine, workspaceId)
  return showSegment(roster, getSegment(roster, id))
}
