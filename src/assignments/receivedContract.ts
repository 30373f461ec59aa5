import { z } from 'zod'
import { PersonName } from '../changes/moveContract.ts'
import { languageCodes } from '../delivery/words/languages.ts'
import { id, moment, reading, stillQuery, writing } from '../http/endpoint.ts'
import { completion, ReceivedStep } from './stepContract.ts'

const about = ['Assignments'] as const

export const recipientStatuses = ['assigned', 'opened', 'completed', 'withdrawn'] as const

export const PageLanguage = z.enum(languageCodes)
export type PageLanguage = z.infer<typeof PageLanguage>

/** What one person sees of an assignment. */
export const ReceivedAssignment = z.object({
  id: z.number().int(),
  title: z.string(),
  instructions: z.string(),
  link: z.string().nullable(),
  status: z.enum(recipientStatuses),
  /** Closed ones can still be read, but no longer completed. */
  closed: z.boolean(),
  assignedAt: moment,
  dueAt: moment.nullable(),
  openedAt: moment.nullable(),
  completedAt: moment.nullable(),
  completion,
  steps: z.array(ReceivedStep),
  /** Times it came before this one, newest first; `completedAt` is null where it was not completed. */
  earlier: z.array(
    z.object({ occurrence: z.number().int(), assignedAt: moment, completedAt: moment.nullable() }),
  ),
})
export type ReceivedAssignment = z.infer<typeof ReceivedAssignment>

const token = z.object({ token: z.string().min(10).max(300) })

/** What a refusal of the recipient's page carries as `ground`, so that the page can say it in their language. */
export type RefusalGround = 'withdrawn' | 'closed' | 'openSteps' | 'changed'

/** What is open to whoever has a signed link, without an account. */
export const receivedEndpoints = {
  /** The recipient's own page: the signed token is the key, no account needed. */
  received: reading('public', '/received/{token}', {
    summary: 'What a person has received, by their signed link',
    tags: about,
  })
    .input(token)
    .output(
      z.object({
        workspace: z.object({ name: z.string() }),
        /** What the page's own words are in: by the person's tag, or the workspace's. */
        language: PageLanguage,
        person: PersonName.omit({ id: true }),
        assignments: z.array(ReceivedAssignment),
      }),
    ),
  progress: writing('public', 'POST', '/received/{token}/assignments/{id}', {
    still: true,
    summary: 'Open it, do a step, or complete it, as the recipient',
    tags: about,
  })
    .input(
      z.object({
        params: token.extend({ id }),
        query: stillQuery,
        body: z.union([
          z.object({ status: z.enum(['opened', 'completed']) }),
          /** The number of a step that is done; the last one completes what ends with “Mark as done”. */
          z.object({ step: id }),
        ]),
      }),
    )
    .output(ReceivedAssignment),
  /** For a course system: the token says whose completion of what, and is good for nothing else. */
  callback: writing('public', 'POST', '/callbacks/{token}', {
    still: true,
    summary: 'Report a completion, by the callback that the link carried',
    tags: about,
  })
    .input(
      z.object({
        params: token,
        query: stillQuery,
        body: z
          .object({
            completedAt: moment.optional(),
            score: z.union([z.number(), z.string().max(100)]).optional(),
            note: z.string().trim().max(500, 'At most 500 characters.').optional(),
          })
          .optional(),
      }),
    )
    .output(z.object({ status: z.literal('completed'), completedAt: moment })),
}
