import { dayIn } from '../changes/raiseDay.ts'
import { reach, type View } from '../roster/evaluate.ts'
import { differenceSize, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import { dictionaryOfRoster, type Roster, viewOfRoster } from '../roster/roster.ts'
import { withSpellings } from '../tags/withSpellings.ts'
import type { RuleProblem } from './contract.ts'
import type { RuleNote } from './noteContract.ts'
import { getSegment } from './queries.ts'
import { type RuleBody, readBody } from './readBody.ts'
import { circleSentence } from './refuseCircle.ts'
import { describe } from './rule/describe.ts'
import { findCircle } from './rule/findCircle.ts'
import { pathToSegment } from './rule/pathToSegment.ts'
import { placeOfSegment } from './rule/placeOfSegment.ts'
import { print } from './rule/print.ts'
import { type Resolved, resolve } from './rule/resolve.ts'
import type { BoundCondition, BoundRule, Rule } from './rule/rule.ts'
import { ruleNotes } from './ruleNotes.ts'

export type Preview = {
  reached: PeopleSet
  entered: number | null
  left: number | null
  problems: RuleProblem[]
  notes: RuleNote[]
  rule: Rule | null
  text: string | null
  sentence: string | null
}

/**
 * Whom a rule reaches, without saving it. Pure; what is wrong with the rule is a value, since it is a rule being written.
 * Throws NotFound only when there is no segment `compareTo`.
 */
export function preview(
  roster: Roster,
  { compareTo, ...body }: RuleBody & { compareTo?: number },
  now: { today: string },
): Preview {
  const compared = compareTo === undefined ? undefined : getSegment(roster, compareTo)
  const { rule, bound, problems } = {
    problems: [],
    ...readBody(body, withSpellings(dictionaryOfRoster(roster), roster)),
  }
  const faces = { rule, text: rule && print(rule), sentence: rule && describe(rule) }
  const circle = bound && compared ? circleOf(roster, compared.id, bound, body.text) : undefined
  if (!bound || circle)
    return {
      reached: nobody,
      entered: null,
      left: null,
      problems: circle ? [circle] : problems,
      notes: [],
      ...faces,
    }
  const view = viewOn(roster, now.today)
  const reached = reach(bound, view)
  const members = compared && (roster.members.get(compared.id) ?? nobody)
  return {
    reached,
    entered: members ? differenceSize(reached, members) : null,
    left: members ? differenceSize(members, reached) : null,
    problems: [],
    notes: ruleNotes(roster, { rule, bound, reached, except: compareTo }, { ...now, resolve: view.resolve }),
    ...faces,
  }
}

/** The workspace's day as an act would have it: the roster's own stands still while no segment counts from today. */
export function previewDay(roster: Roster, timeZone: string, now: number): string {
  const day = dayIn(timeZone, now)
  return day > roster.today ? day : roster.today
}

/** Each condition is read once, for the people and for the notes: it may look at every value of its key. */
function viewOn(roster: Roster, today: string): View {
  const dictionary = dictionaryOfRoster(roster)
  const read = new Map<BoundCondition, Resolved>()
  return {
    ...viewOfRoster(roster),
    resolve: condition => {
      const resolved = read.get(condition) ?? resolve(condition, dictionary, { today })
      read.set(condition, resolved)
      return resolved
    },
  }
}

function circleOf(
  roster: Roster,
  id: number,
  bound: BoundRule,
  text: string | undefined,
): RuleProblem | undefined {
  const circle = findCircle(id, bound, other => roster.segments.get(other)?.rule)
  if (!circle) return undefined
  const names = [...circle, ...circle.slice(0, 1)].map(each => roster.segments.get(each)?.name ?? `#${each}`)
  // Whatever of the rule leads into the circle; when it leads to one further away, no single line is to blame.
  const [first, next = id] = circle
  const path = first === id ? pathToSegment(bound, next) : undefined
  const place = first === id && text !== undefined ? placeOfSegment(text, bound, next) : undefined
  return { path: path ?? '', message: circleSentence(names), ...place }
}
