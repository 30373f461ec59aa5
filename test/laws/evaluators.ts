import type { Db } from '../../src/db/db.ts'
import { evaluate } from '../../src/roster/evaluate.ts'
import { dictionaryOfRoster, viewOfRoster } from '../../src/roster/roster.ts'
import { bind } from '../../src/segments/rule/bind.ts'
import { type MatchContext, matches } from '../../src/segments/rule/matches.ts'
import { type Resolved, resolve } from '../../src/segments/rule/resolve.ts'
import type { BoundCondition, BoundRule, Rule } from '../../src/segments/rule/rule.ts'
import type { World } from './newBigWorld.ts'
import { ruleQuery } from './ruleQuery.ts'

/** The three ways of finding a rule's people; each answers their ids, ascending. */

/** As the server does: the roster's sets. */
export function byBitmaps({ roster }: World, rule: Rule): number[] {
  return [...evaluate(boundIn(roster, rule), viewOfRoster(roster))]
}

/** One person after the other; whether somebody is in another segment is found out from its rule, not from the roster. */
export function byMatches({ roster, people }: World, rule: Rule): number[] {
  const bound = boundIn(roster, rule)
  const dictionary = dictionaryOfRoster(roster)
  const { today } = roster
  const read = new Map<BoundCondition, Resolved>()
  const resolved = (condition: BoundCondition) => {
    const known = read.get(condition) ?? resolve(condition, dictionary, { today })
    read.set(condition, known)
    return known
  }
  return [...people].flatMap(([id, tags]) => {
    const inSegment = (segment: number): boolean =>
      matches(roster.segments.get(segment)?.rule ?? { any: [] }, tags, context)
    const context: MatchContext = { dictionary, today, inSegment, resolve: resolved }
    return matches(bound, tags, context) ? id : []
  })
}

/** As a query in the database. */
export async function bySql(db: Db, world: World, rule: Rule): Promise<number[]> {
  const { rows } = await queryIn(db, world, rule).execute(db.read)
  return rows.map(row => row.id)
}

export function queryIn({ dialect }: Db, { workspaceId, roster: { today }, drawn }: World, rule: Rule) {
  const rules = new Map(drawn.segments.map(segment => [segment.name, segment.rule]))
  const ruleOf = (name: string): Rule => rules.get(name) ?? { any: [] }
  return ruleQuery(rule, { dialect, workspaceId, today, ruleOf })
}

function boundIn(roster: World['roster'], rule: Rule): BoundRule {
  const answer = bind(rule, dictionaryOfRoster(roster))
  if ('problems' in answer) throw new Error(`${JSON.stringify(answer.problems)} in ${JSON.stringify(rule)}`)
  return answer.bound
}
