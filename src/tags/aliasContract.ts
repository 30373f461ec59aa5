import { z } from 'zod'
import { Committed, Plan, planOr } from '../changes/contract.ts'
import { actQuery, id, idParams, moment, pageOf, pageQuery, reading, writing } from '../http/endpoint.ts'
import { word } from './contract.ts'

const about = ['Tags'] as const

export const aliasKinds = ['means', 'apart'] as const

export const Alias = z.object({
  id: z.number().int(),
  /** means: whoever writes the spelling means the key or tag. apart: it looks like it and is not it. */
  kind: z.enum(aliasKinds),
  spelling: z.string(),
  /** The key it is another spelling of, or whose value it is. */
  key: z.object({ id: z.number().int(), name: z.string() }),
  /** The tag it is another spelling of; null: it is one of the key itself. */
  tag: z.object({ id: z.number().int(), value: z.string() }).nullable(),
  createdAt: moment,
  createdBy: z.string(),
})
export type Alias = z.infer<typeof Alias>

export const NewAlias = z
  .object({
    spelling: word,
    kind: z.enum(aliasKinds).optional(),
    /** The key it is another spelling of; or */
    keyId: id.optional(),
    /** the tag. One of the two. */
    tagId: id.optional(),
  })
  .refine(body => (body.keyId === undefined) !== (body.tagId === undefined), {
    message: 'Say either keyId or tagId: what it is another spelling of.',
    path: ['tagId'],
  })
export type NewAlias = z.infer<typeof NewAlias>

export const aliasesContract = {
  list: reading('viewer', '/aliases', {
    summary: 'Other spellings of keys and tags, and what is held apart',
    tags: about,
  })
    .input(
      z.object({
        kind: z.enum(aliasKinds).optional(),
        /** Of this key and its values. */
        keyId: id.optional(),
        tagId: id.optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Alias)),
  create: writing('editor', 'POST', '/aliases', {
    summary: 'Remember another spelling of a key or a tag, or that it is its own',
    tags: about,
    successStatus: 201,
  })
    .input(z.object({ query: actQuery, body: NewAlias }))
    .output(planOr(Alias)),
  remove: writing('editor', 'DELETE', '/aliases/{id}', { summary: 'Forget a spelling', tags: about })
    .input(z.object({ params: idParams, query: actQuery }))
    .output(z.union([Committed, Plan])),
}
