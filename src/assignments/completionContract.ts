import { z } from 'zod'
import { Committed, Plan } from '../changes/contract.ts'
import { actQuery, endpoint, idParams } from '../http/endpoint.ts'

const about = ['Assignments'] as const

/** Lists of completions that come as files; nothing of a file is kept. */
export const completionEndpoints = {
  importCompletions: endpoint
    .meta({ role: 'editor', raw: true })
    .route({
      method: 'POST',
      path: '/assignments/{id}/completions',
      summary: 'Record completions from a CSV or Excel file (multipart)',
      tags: [...about],
      inputStructure: 'detailed',
    })
    .input(z.object({ params: idParams, query: actQuery, body: z.object({ file: z.file() }) }))
    .output(z.union([Committed, Plan])),
  refusedCompletions: endpoint
    .meta({ role: 'editor', raw: true })
    .route({
      method: 'POST',
      path: '/assignments/{id}/completions/refused',
      summary: 'The rows of such a file that would be refused, with the reasons, in its layout (multipart)',
      tags: [...about],
      inputStructure: 'detailed',
    })
    .input(z.object({ params: idParams, body: z.object({ file: z.file() }) }))
    .output(z.file()),
}
