import { currentRoster } from '../changes/engine.ts'
import { app } from '../http/implement.ts'
import { overview } from './overview.ts'

export const homeRoutes = {
  overview: app.home.overview.handler(
    async ({ context: { db, engine, actor, now } }) =>
      await overview(db.read, await currentRoster(engine, actor.workspaceId), now().getTime()),
  ),
}
