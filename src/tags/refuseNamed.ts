import { Conflict } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'

const NAMED = 5

/**
 * Throws a Conflict with the `dependents` while rules of these segments name something that is to go: that would change whom
 * they reach without anybody having said so. `cure` says what to do about it.
 */
export function refuseNamed(roster: Roster, segmentIds: Iterable<number>, what: string, cure: string): void {
  const dependents = [...segmentIds].flatMap(id => {
    const segment = roster.segments.get(id)
    return segment ? [{ kind: 'segment', id, name: segment.name }] : []
  })
  if (dependents.length === 0) return
  const names = dependents.slice(0, NAMED).map(each => `“${each.name}”`)
  const more = dependents.length > NAMED ? ` and ${dependents.length - NAMED} more` : ''
  const isOne = dependents.length === 1
  const rules = isOne ? 'The rule of the segment' : 'The rules of the segments'
  throw new Conflict(`${rules} ${names.join(', ')}${more} ${isOne ? 'names' : 'name'} ${what}. ${cure}`, {
    dependents,
  })
}
