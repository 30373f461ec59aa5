import { currentRoster } from '../changes/engine.ts'
import { perform } from '../changes/perform.ts'
import { actRequest, planOrCommitted, planOrResource } from '../http/actRequest.ts'
import { app } from '../http/implement.ts'
import { addAlias } from './addAlias.ts'
import { getAlias, listAliases } from './aliasQueries.ts'
import { removeAlias } from './removeAlias.ts'

export const aliasesRoutes = {
  list: app.aliases.list.handler(async ({ input, context: { engine, actor } }) =>
    listAliases(await currentRoster(engine, actor.workspaceId), input),
  ),

  create: app.aliases.create.handler(async ({ input: { query, body }, context }) => {
    const { engine, actor } = context
    const done = await perform(engine, actRequest(context, query, 'tags.alias'), addAlias(body))
    return await planOrResource(done, async id =>
      getAlias(await currentRoster(engine, actor.workspaceId), id),
    )
  }),

  remove: app.aliases.remove.handler(async ({ input: { params, query }, context }) =>
    planOrCommitted(
      await perform(context.engine, actRequest(context, query, 'tags.removeAlias'), removeAlias(params.id)),
    ),
  ),
}
