import { z } from 'zod'
import { Committed, Plan, planOr, TagOrigin } from '../changes/contract.ts'
import { PersonName } from '../changes/moveContract.ts'
import {
  actQuery,
  download,
  id,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  writing,
} from '../http/endpoint.ts'
import { word } from '../tags/contract.ts'

const about = ['People'] as const

export const personStatuses = ['active', 'inactive'] as const

export const Person = PersonName.extend({
  externalId: z.string().nullable(),
  status: z.enum(personStatuses),
  tags: z.array(z.object({ id: z.number().int(), key: z.string(), value: z.string() })),
  createdAt: moment,
  updatedAt: moment,
})
export type Person = z.infer<typeof Person>

/** Tags as bodies carry them: each key with its values. */
export const tagsByKey = z.record(word, z.array(word).max(1_000))
const name = z.string().trim().max(200, 'At most 200 characters.')
const externalId = z.string().trim().min(1).max(200).nullable()

export const personSorts = [
  'name',
  '-name',
  'email',
  '-email',
  'created',
  '-created',
  'updated',
  '-updated',
] as const

/** What GET /people and the exports select; all filters hold together. */
export const peopleFilter = {
  /** Words of a name, an e-mail address or an external id. */
  q: z.string().max(200).optional(),
  segment: id.optional(),
  /** A rule in its text form: `Department is Sales and not Region is EMEA`. */
  where: z.string().max(20_000).optional(),
  /** A tag by id or as `Key: Value`. */
  tag: z.string().max(420).optional(),
  /** Recipients of this assignment. */
  status: z.enum([...personStatuses, 'any']).optional(),
  /** As things stood at this moment. */
  asOf: moment.optional(),
  sort: z.enum(personSorts).optional(),
}

/** The people an act is for: by id, by segment, by rule text, or all that a filter finds. */
const selection = z
  .object({
    ids: z.array(id).min(1).max(100_000).optional(),
    segment: id.optional(),
    where: z.string().max(20_000).optional(),
  })
  .describe('Exactly one of ids, segment, where')

export const peopleContract = {
  list: reading('viewer', '/people', { summary: 'People, filtered and sorted', tags: about })
    .input(z.object({ ...peopleFilter, ...pageQuery }))
    .output(pageOf(Person)),
  create: writing('editor', 'POST', '/people', { summary: 'Add a person', tags: about, successStatus: 201 })
    .input(
      z.object({
        query: actQuery,
        body: z.object({
          email: z.string().max(320),
          firstName: name,
          lastName: name,
          externalId: externalId.optional(),
          tags: tagsByKey.optional(),
        }),
      }),
    )
    .output(planOr(Person)),
  get: reading('viewer', '/people/{id}', { summary: 'One person', tags: about })
    .input(idParams.extend({ asOf: moment.optional() }))
    .output(
      Person.extend({
        segments: z.array(z.object({ id: z.number().int(), name: z.string() })),
        assignments: z.array(
          z.object({
            id: z.number().int(),
            title: z.string(),
            status: z.enum(['assigned', 'opened', 'completed', 'withdrawn']),
            assignedAt: moment,
            dueAt: moment.nullable(),
            openedAt: moment.nullable(),
            completedAt: moment.nullable(),
          }),
        ),
        /** The signed address of their own page; null for an inactive person, where it is revoked, and for viewers. */
        link: z.string().nullable(),
        linkRevoked: z.boolean(),
      }),
    ),
  replaceLink: writing('editor', 'POST', '/people/{id}/link', {
    summary: 'Replace a person’s link: earlier ones stop working',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(z.object({ link: z.string() }))),
  revokeLink: writing('editor', 'DELETE', '/people/{id}/link', {
    summary: 'Revoke a person’s link: they have none until it is replaced',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(z.object({ linkRevoked: z.literal(true) }))),
  timeline: reading('viewer', '/people/{id}/timeline', {
    summary: 'What happened to a person, newest first',
    tags: about,
  })
    .input(idParams.extend({ asOf: moment.optional(), ...pageQuery }))
    .output(
      pageOf(
        z.object({
          changeId: z.number().int(),
          at: moment,
          actor: z.string(),
          act: z.string(),
          /** What changed, in sentences: "Department: Sales added". */
          lines: z.array(z.string()),
        }),
      ),
    ),
  origins: reading('viewer', '/people/{id}/origins', {
    summary: 'Where a person’s tags came from',
    tags: about,
  })
    .input(idParams.extend({ asOf: moment.optional() }))
    .output(
      z.object({
        tags: z.array(
          z.object({
            id: z.number().int(),
            key: z.string(),
            value: z.string(),
            /** Null when no change of the log gave it. */
            origin: TagOrigin.nullable(),
          }),
        ),
      }),
    ),
  update: writing('editor', 'PATCH', '/people/{id}', {
    summary: 'Change a person; tags given replace those of their keys',
    tags: about,
  })
    .input(
      z.object({
        params: idParams,
        query: actQuery,
        body: z.object({
          email: z.string().max(320).optional(),
          firstName: name.optional(),
          lastName: name.optional(),
          externalId: externalId.optional(),
          status: z.enum(personStatuses).optional(),
          tags: tagsByKey.optional(),
        }),
      }),
    )
    .output(planOr(Person)),
  deactivate: writing('editor', 'DELETE', '/people/{id}', {
    summary: 'Deactivate a person; history stays',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(Person)),
  setTags: writing('editor', 'POST', '/people/tags', {
    summary: 'Add, remove or replace tags for many',
    tags: about,
  })
    .input(
      z.object({
        query: actQuery,
        body: selection.extend({
          add: tagsByKey.optional(),
          remove: tagsByKey.optional(),
          replace: tagsByKey.optional(),
        }),
      }),
    )
    .output(z.union([Committed, Plan])),
  setStatus: writing('editor', 'POST', '/people/status', {
    summary: 'Deactivate or reactivate many',
    tags: about,
  })
    .input(z.object({ query: actQuery, body: selection.extend({ status: z.enum(personStatuses) }) }))
    .output(z.union([Committed, Plan])),
  exportCsv: download('/people/export.csv', { summary: 'The people a filter finds, as CSV', tags: about })
    .input(z.object(peopleFilter))
    .output(z.file()),
  exportXlsx: download('/people/export.xlsx', {
    summary: 'The people a filter finds, as a workbook',
    tags: about,
  })
    .input(z.object(peopleFilter))
    .output(z.file()),
}
