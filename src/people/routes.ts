import { type Actor, reaches } from '../access/actor.ts'
import { recipientLink } from '../assignments/recipientLink.ts'
import { performAct } from '../background/performAct.ts'
import { currentRoster } from '../changes/engine.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { type Act, type ActQuery, perform } from '../changes/perform.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import type { RequestContext } from '../http/context.ts'
import { app } from '../http/implement.ts'
import { addPerson } from './addPerson.ts'
import type { Person } from './contract.ts'
import { getPerson } from './getPerson.ts'
import { listPeople } from './listPeople.ts'
import { linkStateOf, replaceLink, revokeLink } from './personalLink.ts'
import { personOrigins } from './personOrigins.ts'
import { placeOf } from './placeOf.ts'

import type { Selection } from './selectPeople.ts'
import { showPerson, tagNames } from './showPerson.ts'
import { timeline } from './timeline.ts'
import { updatePerson } from './updatePerson.ts'

type Context = RequestContext & { actor: Actor }

export const peopleRoutes = {
  list: app.people.list.handler(
    async ({ input, context }) => await listPeople(await placeOf(context), input),
  ),

  get: app.people.get.handler(async ({ input: { id, asOf }, context }) => {
    const { db, engine, actor } = context
    const person = await getPerson(db.read, await currentRoster(engine, actor.workspaceId), id, asOf)
    // Whoever holds the link acts as that person, so it is not for everyone who may look.
    const isGiven = person.status === 'active' && asOf === undefined && reaches(actor.role, 'editor')
    return { ...person, ...(isGiven ? await linkOf(context, id) : { link: null, linkRevoked: false }) }
  }),

  replaceLink: app.people.replaceLink.handler(async ({ input: { params, query }, context }) =>
    planOrResource(
      await perform(context.engine, actRequest(context, query, 'people.link'), replaceLink(params.id)),
      async id => ({ link: linkFor(context, id, await getLinkState(context, id)) }),
    ),
  ),

  revokeLink: app.people.revokeLink.handler(async ({ input: { params, query }, context }) =>
    planOrResource(
      await perform(context.engine, actRequest(context, query, 'people.link'), revokeLink(params.id)),
      async () => ({ linkRevoked: true as const }),
    ),
  ),

  timeline: app.people.timeline.handler(
    async ({ input: { id, ...page }, context: { db, engine, actor } }) =>
      await timeline(db.read, await currentRoster(engine, actor.workspaceId), id, page),
  ),

  origins: app.people.origins.handler(async ({ input: { id, asOf }, context: { db, engine, actor } }) => ({
    tags: await personOrigins(db.read, await currentRoster(engine, actor.workspaceId), id, asOf),
  })),

  create: app.people.create.handler(
    async ({ input: { query, body }, context }) =>
      await onePerson(context, query, 'people.create', addPerson(body)),
  ),

  update: app.people.update.handler(
    async ({ input: { params, query, body }, context }) =>
      await onePerson(context, query, 'people.update', updatePerson(params.id, body)),
  ),

  deactivate: app.people.deactivate.handler(
    async ({ input: { params, query }, context }) =>
      await onePerson(context, query, 'people.status', updatePerson(params.id, { status: 'inactive' })),
  ),

  setTags: app.people.setTags.handler(async ({ input: { query, body }, context }) => {
    const request = actRequest(context, query, 'people.tags')
    const people = await howMany(context, body)
    return planOrCommitted(await performAct(context, request, people, 'setTags', body, body))
  }),

  setStatus: app.people.setStatus.handler(async ({ input: { query, body }, context }) => {
    const request = actRequest(context, query, 'people.status')
    const people = await howMany(context, body)
    return planOrCommitted(await performAct(context, request, people, 'setStatus', body, body.status))
  }),
}

async function linkOf(context: Context, personId: number) {
  const state = await getLinkState(context, personId)
  return { link: state.isRevoked ? null : linkFor(context, personId, state), linkRevoked: state.isRevoked }
}

const getLinkState = ({ db, actor }: Context, personId: number) =>
  linkStateOf(db.read, actor.workspaceId, personId)

const linkFor = ({ config, actor }: Context, personId: number, { generation }: { generation: number }) =>
  recipientLink(config, { workspaceId: actor.workspaceId, personId, generation })

/** How many people a selection may mean at most: what decides whether the act runs in the background. */
async function howMany({ engine, actor }: Context, { ids, segment }: Selection): Promise<number> {
  if (ids) return ids.length
  const roster = await currentRoster(engine, actor.workspaceId)
  return segment === undefined ? roster.everyone.size : roster.members.sizeOf(segment)
}

/** Carries out an act on one person and answers them as they are after it. */
async function onePerson(context: Context, query: ActQuery, name: string, act: Act<number>) {
  const { db, engine, actor } = context
  const done = await perform(engine, actRequest(context, query, name), act)
  return await planOrResource(done, async (id): Promise<Person> => {
    const roster = await currentRoster(engine, actor.workspaceId)
    const [person] = await loadPeople(db.read, actor.workspaceId, [id])
    if (!person) throw new Error(`Person ${id} was written and is not there.`)
    return showPerson(person, await tagNames(db.read, roster, [person]))
  })
}
