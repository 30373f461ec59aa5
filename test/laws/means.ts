import { Temporal } from 'temporal-polyfill'
import type { Condition, Rule } from '../../src/segments/rule/rule.ts'

type Meaning = {
  /** The workspace's day, `YYYY-MM-DD`. */
  today: string
  /** Whether the person is in a segment, as a rule names it. */
  inSegment(segment: string | number): boolean
}

/**
 * Whether a rule means a person with these values of each key. The reference: read off the design, on names, knowing nothing of
 * ids, dictionaries or how Muster reads numbers and days.
 */
export function means(rule: Rule, tags: Record<string, string[]>, meaning: Meaning): boolean {
  const each = (part: Rule) => means(part, tags, meaning)
  if ('all' in rule) return rule.all.every(each)
  if ('any' in rule) return rule.any.some(each)
  if ('none' in rule) return !rule.none.some(each)
  if ('segment' in rule) return meaning.inSegment(rule.segment)
  return meansCondition(rule, tags[rule.key] ?? [], meaning.today)
}

function meansCondition({ op, values = [] }: Condition, own: string[], today: string): boolean {
  const same = own.map(value => value.toLowerCase())
  const asked = values.map(value => value.trim().toLowerCase())
  const [first = '', second = ''] = asked
  const days = own.flatMap(value => day(value) ?? [])
  const numbers = own.filter(value => /^-?\d+(\.\d+)?$/.test(value)).map(Number)
  const now = Temporal.PlainDate.from(today)
  const isWithinLast = () => days.some(each => each >= String(now.subtract(duration(first))) && each <= today)
  const limit = day(first.toUpperCase()) ?? ''
  switch (op) {
    case 'is':
      return asked.some(value => same.includes(value))
    case 'isNot':
      return !asked.some(value => same.includes(value))
    case 'hasAll':
      return asked.every(value => same.includes(value))
    case 'exists':
      return own.length > 0
    case 'missing':
      return own.length === 0
    case 'contains':
      return same.some(value => asked.some(part => value.includes(part)))
    case 'startsWith':
      return same.some(value => asked.some(part => value.indexOf(part) === 0))
    case 'endsWith':
      return same.some(value => asked.some(part => value.slice(-part.length) === part))
    case 'before':
      return days.some(each => each < limit)
    case 'after':
      return days.some(each => each > limit)
    case 'onOrBefore':
      return days.some(each => each <= limit)
    case 'onOrAfter':
      return days.some(each => each >= limit)
    case 'withinLast':
      return isWithinLast()
    case 'notWithinLast':
      return !isWithinLast()
    case 'withinNext':
      return days.some(each => each >= today && each <= String(now.add(duration(first))))
    case 'lt':
      return numbers.some(number => number < Number(first))
    case 'lte':
      return numbers.some(number => number <= Number(first))
    case 'gt':
      return numbers.some(number => number > Number(first))
    case 'gte':
      return numbers.some(number => number >= Number(first))
    case 'between':
      return limit === ''
        ? numbers.some(number => number >= Number(first) && number <= Number(second))
        : days.some(each => each >= first && each <= second)
  }
}

function day(value: string): string | undefined {
  try {
    return String(Temporal.PlainDate.from(value.slice(0, 10), { overflow: 'reject' }))
  } catch {
    return undefined
  }
}

function duration(span: string): Temporal.DurationLike {
  const [count, unit = ''] = span.split(/ +/)
  return { [`${unit.replace(/s$/, '')}s`]: Number(count) }
}
