import { z } from 'zod'
import { id, idParams, moment, pageOf, pageQuery, reading, stillQuery, writing } from '../http/endpoint.ts'
import { ImportOptions } from './contract.ts'

const about = ['Imports'] as const

export const ImportPreset = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The headers it is recognised by, as they are compared: lower case, in order, each once. */
  headers: z.array(z.string()),
  options: ImportOptions,
  createdAt: moment,
  createdBy: z.string(),
})
export type ImportPreset = z.infer<typeof ImportPreset>

export const importPresetsContract = {
  list: reading('viewer', '/import-presets', { summary: 'Presets of imports, by name', tags: about })
    .input(z.object(pageQuery))
    .output(pageOf(ImportPreset)),
  create: writing('editor', 'POST', '/import-presets', {
    still: true,
    summary: 'Keep the columns and options of an import for files with the same headers',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({
          name: z.string().trim().min(1, 'A name, please.').max(200, 'At most 200 characters.'),
          importId: id,
        }),
      }),
    )
    .output(ImportPreset),
  remove: writing('editor', 'DELETE', '/import-presets/{id}', {
    still: true,
    summary: 'Forget a preset; imports made with it stay as they are',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(z.object({ id: z.number().int() })),
}
