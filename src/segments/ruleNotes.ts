import type { PeopleSet } from '../roster/peopleSet.ts'
import { dictionaryOfRoster, type Roster, type RosterSegment } from '../roster/roster.ts'
import { judgementNotes } from './judgementNotes.ts'
import type { RuleNote } from './noteContract.ts'
import type { DrawContext } from './rule/drawRules.ts'
import { judge } from './rule/judge.ts'
import type { Resolved } from './rule/resolve.ts'
import type { BoundCondition, BoundRule, Rule } from './rule/rule.ts'
import { sameSegments } from './sameSegments.ts'
import { valueNotes } from './valueNotes.ts'

const MOST_LISTED = 3
/** However many segments are the same, a list of them ends somewhere. */
const MOST_RELATED = 20

/**
 * What is worth knowing of a rule that is written without mistakes, most weighty first. Ordinary rules have none. Pure.
 * `except` is the segment whose rule it is.
 */
export function ruleNotes(
  roster: Roster,
  read: { rule: Rule; bound: BoundRule; reached: PeopleSet; except: number | undefined },
  now: { today: string; resolve: (condition: BoundCondition) => Resolved },
): RuleNote[] {
  const { rule, bound, reached, except } = read
  const context: DrawContext = {
    dictionary: dictionaryOfRoster(roster),
    today: now.today,
    rulesOf: id => roster.segments.get(id)?.rule,
  }
  const judgement = judge(bound, context)
  const notes = [
    ...judgementNotes({ rule, bound, judgement, context }),
    ...valueNotes({ rule, bound }, roster, now.resolve),
  ]
  if (judgement.verdict === 'never') return notes
  const isSure = judgement.verdict !== 'unsure'
  const same = sameSegments(roster, { rule: bound, reached, except, isSure }, context)
  return [...notes, ...sameNotes(same.bound, 'for good'), ...sameNotes(same.now, reached.size)]
}

function sameNotes(segments: readonly RosterSegment[], people: number | 'for good'): RuleNote[] {
  if (segments.length === 0) return []
  const names = segments.slice(0, MOST_LISTED).map(segment => `“${segment.name}”`)
  const others = segments.length - names.length
  const list = others > 0 ? [...names, `${others.toLocaleString('en')} more`] : names
  const whole = list.length === 1 ? list.join() : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
  const which = `${segments.length === 1 ? 'the segment' : 'the segments'} ${whole}`
  const message =
    people === 'for good'
      ? `This means the same as ${which}: they always have the same people.`
      : `At the moment this reaches the same ${people.toLocaleString('en')} people as ${which}.`
  const related = segments.slice(0, MOST_RELATED).map(({ id, name }) => ({ id, name }))
  return [{ kind: 'sameAs', path: '', message, related }]
}
