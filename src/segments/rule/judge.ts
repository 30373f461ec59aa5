import { readDate, readSpan } from './calendar.ts'
import { FALSE, type Fn, TRUE, UNSURE } from './diagram.ts'
import { type DrawContext, type Drawn, drawRules } from './drawRules.ts'
import { findIdle, type IdlePart } from './findIdle.ts'
import { type BoundCondition, type BoundRule, OPERATORS } from './rule.ts'

/** What can be said of a rule without looking at people. */
export type Judgement = {
  /** Whether nobody, or everybody, fits, whatever tags there will be; `unsure` when it takes too much to know. */
  verdict: 'never' | 'always' | 'open' | 'unsure'
  /** What cannot matter; of a rule that is never or always true, what that does not depend on. */
  idle: readonly IdlePart[]
  /** Whether it depends on the day, as with “within last 1 month” beside “before 2024-01-01”. */
  isOfToday: boolean
}

const NOTHING: Judgement = { verdict: 'unsure', idle: [], isOfToday: false }

/**
 * Finds contradictions, rules that hold for everyone and parts that cannot matter, through the segments referred to.
 * What it says is certain: it holds for every person, with any number of any values. It does not say all there is to
 * say: of very large rules nothing, and numbers and dates are held to be of any spelling.
 */
export function judge(rule: BoundRule, context: DrawContext): Judgement {
  const drawn = drawRules([rule], context)
  const root = drawn?.roots[0]
  if (!drawn || !root) return NOTHING
  const isConstant = root.fn === FALSE || root.fn === TRUE
  // Of a rule that is never true the smallest part that is so is wanted, not each that could be missed.
  const care = { alone: isConstant ? FALSE : TRUE, together: TRUE }
  return {
    verdict: verdictOf(root.fn),
    idle: findIdle(root, care, drawn.diagram),
    isOfToday: isOfToday(drawn),
  }
}

function verdictOf(fn: Fn): Judgement['verdict'] {
  if (fn === UNSURE) return 'unsure'
  return fn === FALSE ? 'never' : fn === TRUE ? 'always' : 'open'
}

/** Whether two rules reach the same people, whatever tags there will be; false when it takes too much to know. */
export function meansSame(a: BoundRule, b: BoundRule, context: DrawContext): boolean {
  const [one, other] = drawRules([a, b], context)?.roots ?? []
  return one !== undefined && one.fn !== UNSURE && one.fn === other?.fn
}

/** Days and weeks keep their distance from today; months and years vary, and a fixed date comes nearer. */
function isOfToday({ conditions }: Drawn): boolean {
  const dated = conditions.filter(condition => calendarOf(condition) !== undefined)
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
