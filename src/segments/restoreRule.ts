import type { ActContext } from '../changes/perform.ts'
import { Invalid, NotFound } from '../errors.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import { type BroughtBack, bringBack } from './bringBack.ts'
import { type Gone, loadGone } from './gone.ts'
import { getSegment } from './queries.ts'
import { circleSentence } from './refuseCircle.ts'
import { findCircle } from './rule/findCircle.ts'
import { readRule } from './rule/readRule.ts'
import type { BoundRule } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'
import { ruleVersions } from './ruleVersions.ts'

/** An old rule of a segment as it could be saved now, with everything that speaks against it. */
export function problemsOf(roster: Roster, id: number, rule: BoundRule, gone: Gone): BroughtBack {
  const dictionary = dictionaryOfRoster(roster)
  const back = bringBack(rule, dictionary, gone)
  if (back.problems.length > 0) return back
  const circle = findCircle(id, back.bound, other => roster.segments.get(other)?.rule)
  if (circle) {
    const names = [...circle, ...circle.slice(0, 1)].map(
      each => roster.segments.get(each)?.name ?? `#${each}`,
    )
    return { ...back, problems: [circleSentence(names)] }
  }
  // Merged tags of other keys make a rule longer.
  const read = readRule(unbind(back.bound, dictionary))
  return 'rule' in read ? back : { ...back, problems: read.problems.map(problem => problem.message) }
}

/**
 * The rule that a change gave a segment, to be saved again. In what it differs from what it was is noted in the plan. Throws
 * NotFound when that change set no rule of this segment, and Invalid when the rule can no longer be.
 */
export async function ruleToRestore(
  { sql, roster, draft }: ActContext,
  id: number,
  changeId: number,
): Promise<BoundRule> {
  const present = JSON.stringify(getSegment(roster, id).rule)
  const versions = await ruleVersions(sql, roster, id, present)
  const version = versions.get(changeId)
  if (!version) {
    throw new NotFound(`Change ${changeId} set no rule of this segment. Its history says which changes did.`)
  }
  const rule = JSON.parse(version.after) as BoundRule
  const { bound, problems, notes } = problemsOf(roster, id, rule, await loadGone(sql, roster, [rule]))
  if (problems.length > 0) {
    throw new Invalid(
      `The rule of change ${changeId} cannot come back. ${problems.join(' ')}`,
      problems.map(message => ({ path: 'restore', message })),
    )
  }
  draft.notes.push(...notes)
  return bound
}
