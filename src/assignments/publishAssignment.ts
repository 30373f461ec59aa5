import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { calendarOf } from './calendar.ts'
import { knownAudience, requireAudience } from './checkAudience.ts'
import { momentWords } from './dateWords.ts'
import { peopleWords } from './peopleWords.ts'
import { getAssignmentRow } from './queries.ts'
import { audienceSize, noteSurprises, startNow } from './startNow.ts'
import { audienceOfRow } from './withFields.ts'

/** Live at once, so that everybody in the audience receives it; or, with a start in the future, scheduled. */
export function publishAssignment(id: number): Act<number> {
  return async ({ sql, draft, roster, workspace, now }) => {
    const before = await getAssignmentRow(sql, workspace.id, id)
    const { title } = before
    if (before.status === 'scheduled') {
      throw new Conflict(
        `“${title}” is published already and starts on ${momentWords(before.starts_at ?? now, workspace.time_zone)}. To start it earlier, change its start.`,
      )
    }
    if (before.status !== 'draft') throw new Conflict(`“${title}” is ${before.status} already.`)
    requireAudience(audienceOfRow(before))
    knownAudience(roster, audienceOfRow(before))
    if (before.starts_at !== null && before.starts_at > now) {
      draft.assignments.set(id, { before, after: { ...before, status: 'scheduled', updated_at: now } })
      const starts = momentWords(before.starts_at, workspace.time_zone)
      const people = peopleWords(audienceSize(before, roster))
      draft.notes.push(`It starts on ${starts}. As things stand, ${people} would receive it then.`)
      return { summary: `Schedule “${title}” for ${starts}`, result: id }
    }
    const after = startNow(before, now, workspace.time_zone)
    draft.assignments.set(id, { before, after })
    noteSurprises(draft, after, roster, calendarOf(workspace))
    return { summary: `Publish “${title}”`, result: id }
  }
}
