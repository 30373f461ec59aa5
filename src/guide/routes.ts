import { NotFound } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { countFeedback, insertFeedback, listFeedback } from './queries.ts'
import { GUIDE_FOLDER, readPages } from './readPages.ts'
import { searchPages } from './searchPages.ts'

export const guideRoutes = {
  pages: app.guide.pages.handler(async ({ input }) => {
    const pages = await readPages(GUIDE_FOLDER)
    const items = input.q ? searchPages(pages, input.q) : pages
    return { items: items.map(({ slug, title, summary }) => ({ slug, title, summary })) }
  }),

  page: app.guide.page.handler(async ({ input }) => {
    const { slug, title, markdown } = await getPage(input.slug)
    return { slug, title, markdown }
  }),

  sendFeedback: app.guide.sendFeedback.handler(async ({ input: { params, body }, context }) => {
    const { slug } = await getPage(params.slug)
    const { actor, db } = context
    await db.transaction(tx =>
      insertFeedback(tx, actor.workspaceId, {
        slug,
        answered: body.answered,
        remark: body.remark ?? '',
        by: actor.name,
        at: context.now().getTime(),
      }),
    )
    return { stored: true as const }
  }),

  feedback: app.guide.feedback.handler(async ({ input, context: { actor, db } }) => {
    const limit = input.limit ?? 50
    const rows = await listFeedback(
      db.read,
      actor.workspaceId,
      limit + 1,
      readCursor(RowNumber, input.cursor),
    )
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(row => ({
        id: row.id,
        slug: row.slug,
        answered: row.answered === 1,
        remark: row.remark,
        by: row.by_name,
        at: new Date(row.at).toISOString(),
      })),
      total: await countFeedback(db.read, actor.workspaceId),
      nextCursor: rows.length > limit && last ? writeCursor(last.id) : null,
    }
  }),
}

async function getPage(slug: string) {
  const page = (await readPages(GUIDE_FOLDER)).find(candidate => candidate.slug === slug)
  if (!page) throw new NotFound('There is no such page in the guide.')
  return page
}
