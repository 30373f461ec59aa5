import { equal, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import type { Roster, RosterSegment } from '../roster/roster.ts'
import type { DrawContext } from './rule/drawRules.ts'
import { meansSame } from './rule/judge.ts'
import { references } from './rule/references.ts'
import type { BoundRule } from './rule/rule.ts'

/** Whether two rules mean the same takes a closer look. */
const MOST_COMPARED = 5

/** That nobody, or one and the same person, is in several segments says nothing. */
const FEWEST = 2

export type SameSegments = {
  /** Always the same people, whatever tags there will be. */
  bound: RosterSegment[]
  /** The same people at the moment, as far as one can tell. */
  now: RosterSegment[]
}

/**
 * Other segments with the same members as a rule reaches. Sizes are compared first, so that ten thousand cost little.
 * `isSure`: the rule is not so large that nothing can be said of its meaning.
 */
export function sameSegments(
  roster: Roster,
  {
    rule,
    reached,
    except,
    isSure,
  }: { rule: BoundRule; reached: PeopleSet; except: number | undefined; isSure: boolean },
  context: DrawContext,
): SameSegments {
  const { tags } = references(rule)
  const likely: RosterSegment[] = []
  const others: RosterSegment[] = []
  for (const id of roster.members.keys()) {
    if (roster.members.sizeOf(id) !== reached.size || id === except) continue
    const segment = roster.segments.get(id)
    // Of the many that nobody is in, only those that name the same tags are worth a look.
    const isLikely = segment && isSameSet(segment.refs.tags, tags)
    if (!segment || (reached.isEmpty && !isLikely) || !equal(roster.members.get(id) ?? nobody, reached))
      continue
    if (isLikely) likely.push(segment)
    else others.push(segment)
  }
  const alike = [...likely, ...others]
  const compared = isSure ? alike.slice(0, MOST_COMPARED) : []
  const bound = compared.filter(segment => meansSame(rule, segment.rule, context))
  return { bound, now: reached.size < FEWEST ? [] : alike.filter(segment => !bound.includes(segment)) }
}

function isSameSet(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && a.isSubsetOf(b)
}
