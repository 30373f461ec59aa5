import { readDate, readSpan } from './calendar.ts'
import { conditionsBehind, type DrawContext } from './drawRules.ts'
import { type BoundCondition, type BoundRule, OPERATORS } from './rule.ts'

/**
 * Whether what the rules mean beside one another changes with the days: as with “within last 1 month” beside “before
 * 2024-01-01”, or beside “within last 30 days”. Days and weeks keep their distance from today; months and years vary, and
 * a fixed date comes nearer.
 */
export function dependsOnDay(rules: readonly BoundRule[], rulesOf: DrawContext['rulesOf']): boolean {
  const dated = conditionsBehind(rules, rulesOf).filter(condition => calendarOf(condition) !== undefined)
  return [...Map.groupBy(dated, condition => condition.keyId).values()].some(
    own => new Set(own.map(calendarOf)).size > 1,
  )
}

function calendarOf({
  op,
  values: [value = ''] = [],
}: BoundCondition): 'days' | 'months' | 'fixed' | undefined {
  const { takes } = OPERATORS[op]
  if (takes === 'date' || takes === 'range') return readDate(value) === undefined ? undefined : 'fixed'
  if (takes !== 'span') return undefined
  const unit = readSpan(value)?.unit
  return unit === 'day' || unit === 'week' ? 'days' : 'months'
}
