import { z } from 'zod'
import { planOr } from '../changes/contract.ts'
import { PersonName } from '../changes/moveContract.ts'
import {
  actQuery,
  flag,
  id,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  writing,
} from '../http/endpoint.ts'

const about = ['Assignments'] as const

/** A calendar day, YYYY-MM-DD, in the workspace's time zone. */
const day = z.iso.date()
const reason = z.string().trim().min(1, 'Say why, for the record.').max(500, 'At most 500 characters.')

/** A person for whom an assignment is otherwise than for the rest of its audience. */
export const Exception = z.object({
  id: z.number().int(),
  person: PersonName,
  /** exempt: does not receive it. extended: is due on a later day. */
  kind: z.enum(['exempt', 'extended']),
  /** The occurrence whose due day is extended; null for an exemption, which is from all of them. */
  occurrence: z.number().int().nullable(),
  /** The last day of the exemption (null: until it is ended by hand), or the new due day. */
  until: z.string().nullable(),
  reason: z.string(),
  madeAt: moment,
  madeBy: z.string(),
  endedAt: moment.nullable(),
  endedBy: z.string().nullable(),
})
export type Exception = z.infer<typeof Exception>

export const NewException = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exempt'), personId: id, until: day.nullable(), reason }),
  z.object({ kind: z.literal('extended'), personId: id, until: day, reason }),
])
export type NewException = z.infer<typeof NewException>

export const exceptionsContract = {
  list: reading('viewer', '/assignments/{id}/exceptions', {
    summary: 'Who is exempt or has a later due day, and who was, newest first',
    tags: about,
  })
    .input(
      idParams.extend({
        /** Only those that have not ended. */
        standing: flag.optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Exception)),
  create: writing('editor', 'POST', '/assignments/{id}/exceptions', {
    summary: 'Exempt a person, or extend their due day; one that stands is changed',
    tags: about,
    successStatus: 201,
  })
    .input(z.object({ params: idParams, query: actQuery, body: NewException }))
    .output(planOr(Exception)),
  end: writing('editor', 'DELETE', '/assignments/{id}/exceptions/{exceptionId}', {
    summary: 'End an exception; it stays on record',
    tags: about,
  })
    .input(
      z.object({
        params: idParams.extend({ exceptionId: id }),
        query: actQuery,
        body: z.unknown().optional(),
      }),
    )
    .output(planOr(Exception)),
}
