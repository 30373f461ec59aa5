import { z } from 'zod'
import { moment, pageOf, pageQuery, reading, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Guide'] as const
const slug = z.string().regex(/^[a-z0-9-]{1,80}$/)

/** The pages of docs/guide, and what readers said of them. */
export const guideContract = {
  pages: reading('viewer', '/guide', { summary: 'The pages of the guide, in order', tags: about })
    .input(z.object({ q: z.string().max(200).optional() }))
    .output(
      z.object({ items: z.array(z.object({ slug: z.string(), title: z.string(), summary: z.string() })) }),
    ),
  page: reading('viewer', '/guide/{slug}', { summary: 'One page, as Markdown', tags: about })
    .input(z.object({ slug }))
    .output(z.object({ slug: z.string(), title: z.string(), markdown: z.string() })),
  sendFeedback: writing('viewer', 'POST', '/guide/{slug}/feedback', {
    still: true,
    summary: 'Did this answer your question?',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        params: z.object({ slug }),
        query: stillQuery,
        body: z.object({ answered: z.boolean(), remark: z.string().trim().max(2_000).optional() }),
      }),
    )
    .output(z.object({ stored: z.literal(true) })),
  feedback: reading('owner', '/guide-feedback', { summary: 'What readers of the guide said', tags: about })
    .input(z.object(pageQuery))
    .output(
      pageOf(
        z.object({
          id: z.number().int(),
          slug: z.string(),
          answered: z.boolean(),
          remark: z.string(),
          by: z.string(),
          at: moment,
        }),
      ),
    ),
}
