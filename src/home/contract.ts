import { z } from 'zod'
import { Change } from '../changes/contract.ts'
import { reading } from '../http/endpoint.ts'

/** The first page: three figures, what needs attention, the last changes. */
export const homeContract = {
  overview: reading('viewer', '/overview', { summary: 'The workspace at a glance', tags: ['Home'] }).output(
    z.object({
      people: z.number().int(),
      inactive: z.number().int(),
      tags: z.number().int(),
      segments: z.number().int(),
      assignments: z.object({ draft: z.number().int(), live: z.number().int(), closed: z.number().int() }),
      attention: z.object({
        overdue: z.number().int(),
        messages: z.object({ held: z.number().int(), failed: z.number().int() }),
        emptySegments: z.array(z.object({ id: z.number().int(), name: z.string() })),
        lookAlikes: z.array(z.object({ key: z.string(), value: z.string(), like: z.string() })),
      }),
      changes: z.array(Change),
    }),
  ),
}
