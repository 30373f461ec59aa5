import { type RawBuilder, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Db } from '../../src/db/db.ts'
import type { Condition, Operator, Rule } from '../../src/segments/rule/rule.ts'
import { plainText } from './plainText.ts'

export type RuleQueryOptions = {
  dialect: Db['dialect']
  workspaceId: number
  /** The workspace's day, `YYYY-MM-DD`. */
  today: string
  /** The rule of a segment by its name. */
  ruleOf(name: string): Rule
}

type Values = readonly string[]
type Test = RawBuilder<boolean>

/**
 * A rule as one SQL query over the people's rows and `law_holding` and `law_reading` (readings.ts): the ids of the people it
 * reaches, ascending. It knows the rule by its names only, segments it refers to are written out in place, and what a value
 * says is judged in SQL: nothing of how Muster itself evaluates is used.
 */
export function ruleQuery(rule: Rule, options: RuleQueryOptions): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`select person.id from person
    where person.workspace_id = ${options.workspaceId} and person.status = 'active' and ${holds(rule, options)}
    order by person.id`
}

function holds(rule: Rule, options: RuleQueryOptions): Test {
  const parts = (rules: readonly Rule[], by: 'and' | 'or') =>
    sql<boolean>`(${sql.join(
      rules.map(each => holds(each, options)),
      sql.raw(` ${by} `),
    )})`
  if ('all' in rule) return parts(rule.all, 'and')
  if ('any' in rule) return parts(rule.any, 'or')
  if ('none' in rule) return sql`not ${parts(rule.none, 'or')}`
  if ('segment' in rule) return holds(options.ruleOf(String(rule.segment)), options)
  return CONDITIONS[rule.op](rule.values ?? [], asking(rule, options))
}

type Asking = {
  /** That the person holds a tag of the key whose reading passes the test. */
  holdsTag(test: Test): Test
  today: Temporal.PlainDate
  /** Where a text is found in another; 0 when it is not. */
  place: RawBuilder<number>
}

function asking({ key }: Condition, { dialect, workspaceId, today }: RuleQueryOptions): Asking {
  return {
    holdsTag: test => sql`person.id in (select h.person_id from law_holding h
      where h.workspace_id = ${workspaceId} and h.tag_id in (select r.tag_id from law_reading r
        where r.workspace_id = ${workspaceId} and r.key_text = ${plainText(key)} and ${test}))`,
    today: Temporal.PlainDate.from(today),
    place: sql.raw(dialect === 'sqlite' ? 'instr' : 'strpos'),
  }
}

const CONDITIONS = {
  is: (values, { holdsTag }) => holdsTag(isOneOf(values)),
  isNot: (values, { holdsTag }) => not(holdsTag(isOneOf(values))),
  hasAll: (values, { holdsTag }) =>
    sql`(${sql.join(
      values.map(value => holdsTag(isOneOf([value]))),
      sql` and `,
    )})`,
  exists: (_, { holdsTag }) => holdsTag(sql`1 = 1`),
  missing: (_, { holdsTag }) => not(holdsTag(sql`1 = 1`)),
  contains: (values, { holdsTag, place }) =>
    holdsTag(anyPart(values, part => sql`${place}(r.plain, ${part}) > 0`)),
  startsWith: (values, { holdsTag }) =>
    holdsTag(anyPart(values, part => sql`substr(r.plain, 1, length(${part})) = ${part}`)),
  endsWith: (values, { holdsTag }) =>
    holdsTag(anyPart(values, part => sql`substr(r.plain, length(r.plain) - length(${part}) + 1) = ${part}`)),
  before: ([limit], { holdsTag }) => holdsTag(sql`r.day < ${day(limit)}`),
  after: ([limit], { holdsTag }) => holdsTag(sql`r.day > ${day(limit)}`),
  onOrBefore: ([limit], { holdsTag }) => holdsTag(sql`r.day <= ${day(limit)}`),
  onOrAfter: ([limit], { holdsTag }) => holdsTag(sql`r.day >= ${day(limit)}`),
  withinLast: ([span], { holdsTag, today }) => holdsTag(isWithin(today.subtract(duration(span)), today)),
  notWithinLast: ([span], { holdsTag, today }) =>
    not(holdsTag(isWithin(today.subtract(duration(span)), today))),
  withinNext: ([span], { holdsTag, today }) => holdsTag(isWithin(today, today.add(duration(span)))),
  lt: ([limit], { holdsTag }) => holdsTag(sql`r.number < ${Number(limit)}`),
  lte: ([limit], { holdsTag }) => holdsTag(sql`r.number <= ${Number(limit)}`),
  gt: ([limit], { holdsTag }) => holdsTag(sql`r.number > ${Number(limit)}`),
  gte: ([limit], { holdsTag }) => holdsTag(sql`r.number >= ${Number(limit)}`),
  between: ([low = '', high = ''], { holdsTag }) =>
    holdsTag(
      low.includes('-', 1)
        ? sql`r.day between ${day(low)} and ${day(high)}`
        : sql`r.number between ${Number(low)} and ${Number(high)}`,
    ),
} satisfies Record<Operator, (values: Values, asking: Asking) => Test>

const not = (test: Test): Test => sql`not ${test}`

const isOneOf = (values: Values): Test => sql`r.plain in (${sql.join(values.map(plainText))})`

function anyPart(values: Values, test: (part: RawBuilder<string>) => Test): Test {
  const tests = values.map(value => test(sql<string>`cast(${plainText(value)} as text)`))
  return sql`(${sql.join(tests, sql` or `)})`
}

const day = (limit = '') => plainText(limit).slice(0, 10)

const isWithin = (from: Temporal.PlainDate, to: Temporal.PlainDate): Test =>
  sql`r.day between ${String(from)} and ${String(to)}`

function duration(span = ''): Temporal.DurationLike {
  const [count, unit = ''] = plainText(span).split(' ')
  return { [unit.endsWith('s') ? unit : `${unit}s`]: Number(count) }
}
