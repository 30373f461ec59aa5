import { z } from 'zod'
import { id, reading, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Reports'] as const

/** Below three, a group's figures would be somebody's. */
const LEAST = 3
export const USUAL_MINIMUM = 5

const Leaderboard = z.object({
  /** The tag key whose values are ranked. */
  key: z.string().trim().min(1).max(200),
  /** What counts: these assignments, or (null) all live ones. */
  assignments: z.array(id).min(1).max(500).nullable(),
  /** Groups of fewer people are not ranked, only summed. */
  minimum: z.number().int().min(LEAST, `At least ${LEAST}, so that nobody is singled out.`).max(100_000),
})
export type Leaderboard = z.infer<typeof Leaderboard>

const Settings = z.object({ leaderboard: Leaderboard.nullable() })

const Sum = z.object({ people: z.number().int(), received: z.number().int(), completed: z.number().int() })

export const leaderboardEndpoints = {
  leaderboard: reading('viewer', '/reports/leaderboard', {
    summary: 'Groups ranked by the share they have completed; not there while it is switched off',
    tags: about,
  }).output(
    z.object({
      key: z.string(),
      minimum: z.number().int(),
      items: z.array(
        /** Groups of the same share have the same rank. */
        Sum.extend({ rank: z.number().int(), id: z.number().int(), name: z.string() }),
      ),
      /** The smaller groups together; null where there are none, or where even together they are too few. */
      smaller: Sum.extend({ groups: z.number().int() }).nullable(),
    }),
  ),
  leaderboardSettings: reading('viewer', '/reports/leaderboard/settings', {
    summary: 'Whether there is a leaderboard, and of what',
    tags: about,
  }).output(Settings),
  updateLeaderboard: writing('admin', 'PATCH', '/reports/leaderboard/settings', {
    still: true,
    summary: 'Switch the leaderboard on or (null) off',
    tags: about,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({ leaderboard: Leaderboard.partial({ minimum: true }).nullable() }),
      }),
    )
    .output(Settings),
}
