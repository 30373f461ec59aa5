import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { getSegment } from './queries.ts'
import { usedBy } from './showSegment.ts'
import { segmentRow } from './updateSegment.ts'

const NAMED = 5

/** The act 'segments.remove'. Refused while anything uses the segment: what depends on it would silently change. */
export function deleteSegment(id: number): Act<null> {
  return async ({ draft, roster }) => {
    const segment = getSegment(roster, id)
    const { segments, assignments } = usedBy(roster, id)
    const dependents = [
      ...segments.map(each => ({ kind: 'segment', ...each })),
      ...assignments.map(each => ({ kind: 'assignment', ...each })),
    ]
    const users = dependents.map(({ kind, name }) => `the ${kind} “${name}”`)
    if (users.length > 0) {
      const more = users.length > NAMED ? [`${users.length - NAMED} more`] : []
      const list = new Intl.ListFormat('en').format([...users.slice(0, NAMED), ...more])
      throw new Conflict(
        `“${segment.name}” is used by ${list}. Take it out there first; then it can be deleted.`,
        { dependents },
      )
    }
    draft.segments.set(id, { before: segmentRow(segment), after: null })
    return { summary: `Delete the segment “${segment.name}”`, result: null }
  }
}
