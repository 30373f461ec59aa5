import { z } from 'zod'
import { Committed, Plan, planOr } from '../changes/contract.ts'
import { actQuery, id, idParams, pageOf, pageQuery, reading, writing } from '../http/endpoint.ts'

const about = ['Tags'] as const

export const keyTypes = ['text', 'number', 'date', 'yesNo'] as const
export type KeyType = (typeof keyTypes)[number]

/** Names and values are the admin's own words: free text, trimmed, at most 200 characters. */
export const word = z.string().trim().min(1, 'Write something here.').max(200, 'At most 200 characters.')

export const TagKey = z.object({
  id: z.number().int(),
  name: z.string(),
  type: z.enum(keyTypes),
  position: z.number().int(),
  /** How many different values, and how many active people carry at least one. */
  values: z.number().int(),
  people: z.number().int(),
  /** How many of the values do not read as the type. */
  unreadable: z.number().int(),
  /** A key that more people carry values of and that is called almost the same; probably they are one. */
  lookAlike: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  /** Other names that files and bodies may call it by. */
  aliases: z.array(z.object({ id: z.number().int(), spelling: z.string() })),
})
export type TagKey = z.infer<typeof TagKey>

export const UnreadableValue = z.object({
  /** The tag's id. */
  id: z.number().int(),
  value: z.string(),
  people: z.number().int(),
})
export type UnreadableValue = z.infer<typeof UnreadableValue>

export const Tag = z.object({
  id: z.number().int(),
  key: z.string(),
  keyId: z.number().int(),
  value: z.string(),
  people: z.number().int(),
  /** The segments whose rules name this tag. */
  segments: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** A tag of the same key that more people carry and that is spelt almost like this one; probably they are one. */
  lookAlike: z.object({ id: z.number().int(), value: z.string() }).nullable(),
  /** Other spellings of the value that files and bodies may use. */
  aliases: z.array(z.object({ id: z.number().int(), spelling: z.string() })),
})
export type Tag = z.infer<typeof Tag>

export const tagsContract = {
  keys: reading('viewer', '/tag-keys', { summary: 'Every tag key', tags: about })
    .input(z.object({ q: z.string().max(200).optional(), ...pageQuery }))
    .output(pageOf(TagKey)),
  updateKey: writing('editor', 'PATCH', '/tag-keys/{id}', {
    summary: 'Rename a key or set its type',
    tags: about,
  })
    .input(
      z.object({
        params: idParams,
        query: actQuery,
        body: z.object({
          name: word.optional(),
          type: z.enum(keyTypes).optional(),
          position: z.number().int().min(0).optional(),
        }),
      }),
    )
    .output(planOr(TagKey)),
  unreadable: reading('viewer', '/tag-keys/{id}/unreadable', {
    summary: 'The values of a key that do not read as its type',
    tags: about,
  })
    .input(idParams.extend(pageQuery))
    .output(pageOf(UnreadableValue)),
  mergeKey: writing('editor', 'POST', '/tag-keys/{id}/merge', {
    summary: 'Merge a key with all its values into another',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.object({ into: id }) }))
    .output(planOr(TagKey)),
  removeKey: writing('editor', 'DELETE', '/tag-keys/{id}', {
    summary: 'Delete a key with all its values; refused while a rule names it or one of them',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery }))
    .output(z.union([Committed, Plan])),
  list: reading('viewer', '/tags', { summary: 'Tags, by key and value', tags: about })
    .input(
      z.object({
        key: z.string().max(200).optional(),
        q: z.string().max(200).optional(),
        /** By key and value, or those that most people hold first. */
        sort: z.enum(['name', '-people']).optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Tag)),
  create: writing('editor', 'POST', '/tags', {
    summary: 'Create tags by hand',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        query: actQuery,
        body: z.object({
          key: word,
          values: z.array(word).min(1, 'A tag needs a value.').max(500),
          /** Also create a segment of each tag made here. */
          createSegment: z.boolean().optional(),
        }),
      }),
    )
    .output(
      z.union([
        Committed.extend({
          tags: z.array(Tag),
          segments: z.array(z.object({ id: z.number().int(), name: z.string() })),
        }),
        Plan,
      ]),
    ),
  rename: writing('editor', 'PATCH', '/tags/{id}', { summary: 'Rename a value', tags: about })
    .input(z.object({ params: idParams, query: actQuery, body: z.object({ value: word }) }))
    .output(planOr(Tag)),
  merge: writing('editor', 'POST', '/tags/{id}/merge', {
    summary: 'Merge a tag into another of any key',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.object({ into: id }) }))
    .output(planOr(Tag)),
  remove: writing('editor', 'DELETE', '/tags/{id}', {
    summary: 'Delete a tag; refused while a rule names it, unless replaced',
    tags: about,
  })
    .input(
      z.object({
        params: idParams,
        query: actQuery.unwrap().extend({ replaceWith: id.optional() }).default({}),
        body: z.object({ replaceWith: id.optional() }).nullish(),
      }),
    )
    .output(z.union([Committed, Plan])),
}
