import { z } from 'zod'
import { pageQuery } from '../http/endpoint.ts'

/** A person as plans and lists of names show them. */
export const PersonName = z.object({
  id: z.number().int(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
})
export type PersonName = z.infer<typeof PersonName>

/** `moved`: the person's own row stays; only segments or assignments come and go. */
export const moveKinds = ['created', 'updated', 'reactivated', 'deactivated', 'removed', 'moved'] as const
export type MoveKind = (typeof moveKinds)[number]

export const movedFields = ['email', 'firstName', 'lastName', 'externalId', 'status'] as const

const tags = z.array(z.object({ id: z.number().int(), key: z.string(), value: z.string() }))
const segments = z.array(z.object({ id: z.number().int(), name: z.string() }))
const assignments = z.array(z.object({ id: z.number().int(), title: z.string() }))

/** What a plan would do to one person, or a change did. */
export const PersonMove = PersonName.extend({
  what: z.enum(moveKinds),
  /** Only those that differ; null where there is nothing, as before somebody is created. */
  fields: z.array(
    z.object({
      field: z.enum(movedFields),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  tags: z.object({ gained: tags, lost: tags }),
  segments: z.object({ entered: segments, left: segments }),
  assignments: z.object({ received: assignments, withdrawn: assignments }),
})
export type PersonMove = z.infer<typeof PersonMove>

export const sides = ['entered', 'left', 'changed'] as const
export type Side = (typeof sides)[number]

/** Which of the people: all of these must fit. */
export const moveFilter = {
  /** A row of the plan: `people`, `tag:ID`, `segment:ID` or `assignment:ID`. Absent: everybody who is touched in any way. */
  part: z
    .string()
    .regex(/^(people|(tag|segment|assignment):\d+)$/)
    .optional(),
  /** Of the part; for people, entered = created or reactivated, left = deactivated or removed, changed = the others. */
  side: z.enum(sides).optional(),
  what: z.enum(moveKinds).optional(),
  /** Words of the name or the e-mail address. */
  q: z.string().max(200).optional(),
}
export type MoveFilter = { part?: string; side?: Side; what?: MoveKind; q?: string }

export const moveQuery = { ...moveFilter, ...pageQuery }
export type MoveQuery = MoveFilter & { cursor?: string; limit?: number }
