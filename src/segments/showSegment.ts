import { dictionaryOfRoster, type Roster, type RosterSegment } from '../roster/roster.ts'
import type { Segment } from './contract.ts'
import { describe } from './rule/describe.ts'
import { print } from './rule/print.ts'
import { unbind } from './rule/unbind.ts'

/** A segment as the API shows it, with everything spelt as it is now. */
export function showSegment(roster: Roster, segment: RosterSegment): Segment {
  const rule = unbind(segment.rule, dictionaryOfRoster(roster))
  return {
    id: segment.id,
    name: segment.name,
    description: segment.description,
    rule,
    text: print(rule),
    sentence: describe(rule),
    people: roster.members.sizeOf(segment.id),
    version: segment.changedIn,
    usedBy: usedBy(roster, segment.id),
    updatedAt: new Date(segment.updatedAt).toISOString(),
  }
}

/** What a segment is needed for: while there is any, it cannot be deleted. A closed assignment needs nothing any more. */
export function usedBy(roster: Roster, id: number): Segment['usedBy'] {
  const segments = [...(roster.bySegment.get(id) ?? [])].flatMap(other => {
    const segment = roster.segments.get(other)
    return segment ? [{ id: other, name: segment.name }] : []
  })
  const assignments: Segment['usedBy']['assignments'] = []
  for (const { id: assignment, title, status, include, exclude } of roster.assignments.values())
    if (status !== 'closed' && (include.includes(id) || exclude.includes(id)))
      assignments.push({ id: assignment, name: title })
  return { segments, assignments }
}
