import { dictionaryOfRoster, orderSegments, type Roster, type RosterSegment } from '../roster/roster.ts'
import { matches } from './rule/matches.ts'
import { type Resolved, resolve } from './rule/resolve.ts'
import type { BoundCondition, Dictionary } from './rule/rule.ts'

/** A segment and all that its rule leads to, each after those it refers to. */
export function segmentsBelow(roster: Roster, id: number): number[] {
  const found = new Map<number, RosterSegment>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const segment = roster.segments.get(next)
    if (!segment || found.has(next)) continue
    found.set(next, segment)
    open.push(...segment.refs.segments)
  }
  return orderSegments(found)
}

/**
 * Whether somebody with these tags is in a segment and in each that it leads to, by the plain reading of the rules, as if
 * they were active. Prepared once, then asked for any tags; `dictionary` may know tags that are not there yet.
 */
export function membershipIn(
  roster: Roster,
  id: number,
  dictionary: Dictionary = dictionaryOfRoster(roster),
): (tagIds: ReadonlySet<number>) => ReadonlyMap<number, boolean> {
  const order = segmentsBelow(roster, id)
  const read = new Map<BoundCondition, Resolved>()
  const resolveOnce = (condition: BoundCondition) => {
    const known = read.get(condition) ?? resolve(condition, dictionary, roster)
    read.set(condition, known)
    return known
  }
  return tagIds => {
    const isIn = new Map<number, boolean>()
    const inSegment = (other: number) => isIn.get(other) ?? false
    const context = { dictionary, today: roster.today, inSegment, resolve: resolveOnce }
    for (const each of order) {
      const segment = roster.segments.get(each)
      if (segment) isIn.set(each, matches(segment.rule, tagIds, context))
    }
    return isIn
  }
}
