import type { Actor } from '../access/actor.ts'
import { performAct } from '../background/performAct.ts'
import { currentRoster, type Engine } from '../changes/engine.ts'
import { perform } from '../changes/perform.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { createTags } from './createTags.ts'
import { getKey, getTag, listKeys, listTags, listUnreadable } from './queries.ts'
import { renameTag } from './renameTag.ts'
import { updateKey } from './updateKey.ts'

/** Active holders only: enough to tell few from very many. */
async function holdersOf(
  { engine, actor }: { engine: Engine; actor: Actor },
  tagId: number,
): Promise<number> {
  const roster = await currentRoster(engine, actor.workspaceId)
  return roster.holders.sizeOf(tagId)
}

/** As `holdersOf`, of any value of a key. */
async function carriersOf(
  { engine, actor }: { engine: Engine; actor: Actor },
  keyId: number,
): Promise<number> {
  const roster = await currentRoster(engine, actor.workspaceId)
  return roster.keys.has(keyId) ? getKey(roster, keyId).people : 0
}

export const tagsRoutes = {
  keys: app.tags.keys.handler(async ({ input, context: { engine, actor } }) =>
    listKeys(await currentRoster(engine, actor.workspaceId), input),
  ),

  list: app.tags.list.handler(async ({ input, context: { engine, actor } }) =>
    listTags(await currentRoster(engine, actor.workspaceId), input),
  ),

  updateKey: app.tags.updateKey.handler(async ({ input: { params, query, body }, context }) => {
    const { engine, actor } = context
    const done = await perform(engine, actRequest(context, query, 'tags.key'), updateKey(params.id, body))
    return await planOrResource(done, async id => getKey(await currentRoster(engine, actor.workspaceId), id))
  }),

  unreadable: app.tags.unreadable.handler(async ({ input: { id, ...page }, context: { engine, actor } }) =>
    listUnreadable(await currentRoster(engine, actor.workspaceId), id, page),
  ),

  mergeKey: app.tags.mergeKey.handler(async ({ input: { params, query, body }, context }) => {
    const { engine, actor } = context
    const request = actRequest(context, query, 'tags.mergeKey')
    const people = await carriersOf(context, params.id)
    const done = await performAct(context, request, people, 'mergeKeys', params.id, body.into)
    return await planOrResource(done, async id => getKey(await currentRoster(engine, actor.workspaceId), id))
  }),

  removeKey: app.tags.removeKey.handler(async ({ input: { params, query }, context }) => {
    const request = actRequest(context, query, 'tags.deleteKey')
    const people = await carriersOf(context, params.id)
    return planOrCommitted(await performAct(context, request, people, 'deleteKey', params.id))
  }),

  create: app.tags.create.handler(async ({ input: { query, body }, context }) => {
    const { engine, actor } = context
    const done = await perform(engine, actRequest(context, query, 'tags.create'), createTags(body))
    if (done.changeId === null) return done.plan
    const roster = await currentRoster(engine, actor.workspaceId)
    return {
      changeId: done.changeId,
      plan: done.plan,
      tags: done.result.tagIds.map(id => getTag(roster, id)),
      segments: done.result.segmentIds.map(id => ({ id, name: roster.segments.get(id)?.name ?? '' })),
    }
  }),

  rename: app.tags.rename.handler(async ({ input: { params, query, body }, context }) => {
    const { engine, actor } = context
    const act = renameTag(params.id, body.value)
    const done = await perform(engine, actRequest(context, query, 'tags.rename'), act)
    return await planOrResource(done, async id => getTag(await currentRoster(engine, actor.workspaceId), id))
  }),

  merge: app.tags.merge.handler(async ({ input: { params, query, body }, context }) => {
    const { engine, actor } = context
    const request = actRequest(context, query, 'tags.merge')
    const people = await holdersOf(context, params.id)
    const done = await performAct(context, request, people, 'mergeTags', params.id, body.into)
    return await planOrResource(done, async id => getTag(await currentRoster(engine, actor.workspaceId), id))
  }),

  remove: app.tags.remove.handler(async ({ input: { params, query, body }, context }) => {
    const replaceWith = query.replaceWith ?? body?.replaceWith
    const request = actRequest(context, query, 'tags.delete')
    const people = await holdersOf(context, params.id)
    return planOrCommitted(await performAct(context, request, people, 'deleteTag', params.id, replaceWith))
  }),
}
