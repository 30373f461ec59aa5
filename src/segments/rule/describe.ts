import { clean, fold } from '../../tags/fold.ts'
import { type Condition, groupOf, OPERATORS, type Operator, type Rule, type SegmentRef } from './rule.ts'
import { simplify } from './simplify.ts'

/** A rule as it is said: negation stands at the leaves, or after “but not”. */
type Said =
  | { kind: 'all' | 'any'; parts: readonly Said[]; except: readonly Said[] }
  | { kind: 'leaf'; leaf: Condition | SegmentRef; isDenied: boolean }

/** What an operator is called when it is denied; those that are denials themselves become what they deny. */
const DENIALS = {
  is: 'is not',
  isNot: 'is',
  hasAll: 'does not include all of',
  exists: 'no',
  missing: 'any',
  contains: 'does not contain',
  startsWith: 'does not start with',
  endsWith: 'does not end with',
  before: 'is not before',
  after: 'is not after',
  onOrBefore: 'is not on or before',
  onOrAfter: 'is not on or after',
  withinLast: 'is not within the last',
  withinNext: 'is not within the next',
  notWithinLast: 'is within the last',
  lt: 'is not less than',
  lte: 'is not at most',
  gt: 'is not more than',
  gte: 'is not at least',
  between: 'is not between',
} satisfies Record<Operator, string>

const MAX_LISTED = 8

/**
 * One plain English sentence, without the full stop: “People whose Department is Sales, and whose Location is
 * Dallas or New York, but not whose Region is EMEA”. A rule of nothing but denials begins “Everyone except”,
 * so that nobody overlooks how far it reaches.
 */
export function describe(rule: Rule): string {
  const simple = simplify(rule)
  return isOnlyDenials(simple, false)
    ? `Everyone except people ${sentence(say(simple, true))}`
    : `People ${sentence(say(simple, false))}`
}

function isOnlyDenials(rule: Rule, isDenied: boolean): boolean {
  const group = groupOf(rule)
  if (group) return group.rules.every(part => isOnlyDenials(part, isDenied !== (group.kind === 'none')))
  return ('op' in rule && isDenial(rule.op)) !== isDenied
}

function isDenial(op: Operator): boolean {
  return op === 'isNot' || op === 'missing' || op === 'notWithinLast'
}

/**
 * Carries a denial down to the leaves (De Morgan), but keeps the `none` beside other parts of an `all` as an
 * exception.
 */
function say(rule: Rule, isDenied: boolean): Said {
  if ('all' in rule && !isDenied) {
    const parts = rule.all.filter(part => !('none' in part))
    const except = rule.all.flatMap(part => ('none' in part ? part.none : []))
    if (parts.length > 0) return join('all', parts, false, except)
    return join('all', except, true)
  }
  if ('all' in rule) return join('any', rule.all, true)
  if ('any' in rule) return join(isDenied ? 'all' : 'any', rule.any, isDenied)
  if ('none' in rule) return join(isDenied ? 'any' : 'all', rule.none, !isDenied)
  return { kind: 'leaf', leaf: rule, isDenied }
}

function join(
  kind: 'all' | 'any',
  rules: readonly Rule[],
  isDenied: boolean,
  excepted: readonly Rule[] = [],
): Said {
  const said = rules
    .map(rule => say(rule, isDenied))
    .flatMap(part => (part.kind === kind && part.except.length === 0 ? part.parts : [part]))
  const except = mergeValues(excepted.map(rule => say(rule, false)))
  const parts = kind === 'any' ? mergeValues(said) : said
  const [only] = parts
  return only && parts.length === 1 && except.length === 0 ? only : { kind, parts, except }
}

/** “Location is Dallas, or Location is New York” is said as “Location is Dallas or New York”. */
function mergeValues(said: readonly Said[]): Said[] {
  const merged: Said[] = []
  const places = new Map<string, number>()
  for (const part of said) {
    const isMergeable = part.kind === 'leaf' && !part.isDenied && 'key' in part.leaf && part.leaf.op === 'is'
    const leaf = isMergeable && 'key' in part.leaf ? part.leaf : undefined
    const place = leaf && places.get(fold(leaf.key))
    const before = place === undefined ? undefined : merged[place]
    if (leaf && place !== undefined && before?.kind === 'leaf' && 'key' in before.leaf) {
      const values = [...(before.leaf.values ?? []), ...(leaf.values ?? [])]
      merged[place] = { ...before, leaf: { ...before.leaf, values } }
      continue
    }
    if (leaf) places.set(fold(leaf.key), merged.length)
    merged.push(part)
  }
  return merged
}

function sentence(said: Said): string {
  if (said.kind === 'leaf') return 'key' in said.leaf ? clause(said.leaf, said.isDenied) : inSegment(said)
  // Groups go last: nested ones would otherwise open all their parentheses at once, before anything is said.
  const parts = said.parts.toSorted((a, b) => Number(a.kind !== 'leaf') - Number(b.kind !== 'leaf'))
  const text = parts.map(part).join(said.kind === 'all' ? ', and ' : ', or ')
  return said.except.length === 0 ? text : `${text}, but not ${said.except.map(part).join(' or ')}`
}

function part(said: Said): string {
  return said.kind === 'leaf' ? sentence(said) : `(${sentence(said)})`
}

function inSegment({ leaf, isDenied }: Extract<Said, { kind: 'leaf' }>): string {
  const segment = 'segment' in leaf ? leaf.segment : ''
  const name = typeof segment === 'number' ? `#${segment}` : `“${segment}”`
  return `who are ${isDenied ? 'not ' : ''}in the segment ${name}`
}

function clause({ key, op, values = [] }: Condition, isDenied: boolean): string {
  if (op === 'exists' || op === 'missing') {
    return `who have ${(op === 'missing') !== isDenied ? 'no' : 'any'} ${key}`
  }
  // All of one value is that value.
  if (op === 'hasAll' && values.length === 1) return clause({ key, op: 'is', values }, isDenied)
  const said = op === 'hasAll' ? 'includes all of' : OPERATORS[op].label
  const isAnd = op === 'hasAll' || op === 'between'
  const quoted = OPERATORS[op].takes === 'text' ? values.map(value => `“${clean(value)}”`) : values.map(show)
  return `whose ${key} ${isDenied ? DENIALS[op] : said} ${list(quoted, isAnd ? 'and' : 'or')}`
}

function list(values: readonly string[], word: 'and' | 'or'): string {
  const listed = values.length > MAX_LISTED ? values.slice(0, MAX_LISTED - 2) : values
  const others = values.length - listed.length
  const all = others > 0 ? [...listed, `${others.toLocaleString('en')} others`] : listed
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} ${word} ${last}`
}

/** On one line, and quoted where it would otherwise be mistaken for several values. */
function show(value: string): string {
  const line = clean(value)
  return /[,;“”"()]|\b(?:and|or)\b/i.test(line) ? `“${line}”` : line
}
