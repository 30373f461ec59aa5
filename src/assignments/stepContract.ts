import { z } from 'zod'
import { id, moment } from '../http/endpoint.ts'

const link = z
  .url({ protocol: /^https?$/, error: 'A link begins with https:// or http://.' })
  .max(2_000)
  .nullable()

/** One of several things to do in an assignment, in their order. */
export const Step = z.object({ id: z.number().int(), text: z.string(), link: z.string().nullable() })
export type Step = z.infer<typeof Step>

/** Without an id it is a new step; one whose id is not sent again is removed. */
export const StepGiven = z.object({
  id: id.optional(),
  text: z.string().trim().min(1, 'A step needs a text.').max(500, 'At most 500 characters.'),
  link: link.optional(),
})
export type StepGiven = z.infer<typeof StepGiven>

export const ReceivedStep = Step.extend({ doneAt: moment.nullable() })

/** What the button at the end says: “Mark as done”, or “I have read and understood this”. */
export const completion = z.enum(['done', 'acknowledged'])
