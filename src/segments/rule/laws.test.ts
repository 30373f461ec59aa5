import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  anyName,
  anyRule,
  aWorldPerson,
  aWorldRule,
  TODAY,
  world,
  worldRows,
} from '../../../test/arbitraries.ts'
import { fold } from '../../tags/fold.ts'
import { bind } from './bind.ts'
import { describe as say } from './describe.ts'
import { matches } from './matches.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { readRule } from './readRule.ts'
import { reachesUntagged } from './references.ts'
import type { BoundRule, Condition, Rule } from './rule.ts'
import { simplify } from './simplify.ts'
import { unbind } from './unbind.ts'

const RUNS = { numRuns: 500 }
const someSegments = fc.subarray([1, 2]).map(ids => new Set(ids))
const aCase = fc.record({ rule: aWorldRule, person: aWorldPerson, segments: someSegments })

function bound(rule: Rule): BoundRule {
  const answer = bind(rule, world)
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  return answer.bound
}

function holds(rule: Rule, person: ReadonlySet<number>, segments: ReadonlySet<number>): boolean {
  return matches(bound(rule), person, { dictionary: world, today: TODAY, inSegment: id => segments.has(id) })
}

/** The reference: read off DESIGN, on names, knowing nothing of ids, resolve or calendar. */
function means(rule: Rule, tags: Record<string, string[]>, segments: ReadonlySet<number>): boolean {
  if ('all' in rule) return rule.all.every(part => means(part, tags, segments))
  if ('any' in rule) return rule.any.some(part => means(part, tags, segments))
  if ('none' in rule) return rule.none.every(part => !means(part, tags, segments))
  if ('segment' in rule)
    return segments.has(rule.segment === 'Dallas Sales People' ? 1 : Number(rule.segment))
  return meansCondition(rule, tags[rule.key] ?? [])
}

function meansCondition({ op, values = [] }: Condition, own: string[]): boolean {
  const same = own.map(value => value.toLowerCase())
  const asked = values.map(value => value.trim().toLowerCase())
  const [first = '', second = ''] = asked
  const days = own.flatMap(value => day(value) ?? [])
  const numbers = own.filter(value => /^-?\d+(\.\d+)?$/.test(value)).map(Number)
  const today = Temporal.PlainDate.from(TODAY)
  const isWithinLast = () =>
    days.some(each => each >= String(today.subtract(duration(first))) && each <= TODAY)
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
      return days.some(each => each >= TODAY && each <= String(today.add(duration(first))))
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

function tagsByName(person: ReadonlySet<number>): Record<string, string[]> {
  const tags: Record<string, string[]> = {}
  for (const { id, keyId, value } of worldRows.tags) {
    const key = worldRows.keys.find(each => each.id === keyId)?.name ?? ''
    if (person.has(id)) tags[key] = [...(tags[key] ?? []), value]
  }
  return tags
}

describe('text', () => {
  test('what print writes, parse reads back as the same rule', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        expect(parse(print(rule))).toStrictEqual({ rule })
      }),
      { numRuns: 2_000 },
    )
  })

  test('with a dictionary parse reads what the dictionary knows', () => {
    fc.assert(
      fc.property(aWorldRule, rule => {
        expect(parse(print(rule), world)).toStrictEqual({ rule })
      }),
      RUNS,
    )
  })

  test('parse answers any text with a rule that readRule accepts, or with a place in the text', () => {
    const words = fc.array(fc.oneof(anyName, fc.constantFrom('Department', 'Sales', '(', ')', 'and', 'is')), {
      maxLength: 12,
    })
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      words.map(some => some.join(' ')),
      // Cut and doubled rules are nearer to what people type than noise is.
      fc.tuple(anyRule, fc.nat(80)).map(([rule, length]) => print(rule).slice(0, length)),
    )
    fc.assert(
      fc.property(text, source => {
        const answer = parse(source)
        if ('rule' in answer) expect(readRule(answer.rule)).toStrictEqual(answer)
        else {
          const lines = source.split(/\r\n|\r|\n/)
          expect(answer.error.message).not.toBe('')
          expect(answer.error.column - 1).toBeLessThanOrEqual(lines[answer.error.line - 1]?.length ?? -1)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('every rule can be described', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        expect(say(rule)).toMatch(/^(People|Everyone except people) \(*who/)
      }),
      RUNS,
    )
  })
})

describe('reading', () => {
  test('readRule answers a valid rule unchanged', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        expect(readRule(JSON.parse(JSON.stringify(rule)))).toStrictEqual({ rule })
      }),
      RUNS,
    )
  })

  test('readRule never throws, and has a problem with everything that is no rule', () => {
    const noise = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('all', 'any', 'none', 'key', 'op', 'values', 'segment'), fc.jsonValue()),
      fc.array(fc.jsonValue()).map(all => ({ all })),
    )
    fc.assert(
      fc.property(noise, input => {
        const answer = readRule(input)
        if ('rule' in answer) expect(parse(print(answer.rule))).toStrictEqual(answer)
        else expect(answer.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  test('binding and unbinding gives the rule back, but for values said twice and segments by id', () => {
    const asShown = (rule: Rule): Rule => {
      if ('all' in rule) return { all: rule.all.map(asShown) }
      if ('any' in rule) return { any: rule.any.map(asShown) }
      if ('none' in rule) return { none: rule.none.map(asShown) }
      if ('segment' in rule) return { segment: rule.segment === 2 ? 'in' : rule.segment }
      const isOfTags = rule.op === 'is' || rule.op === 'isNot' || rule.op === 'hasAll'
      return isOfTags ? { ...rule, values: [...new Set(rule.values)] } : rule
    }
    fc.assert(
      fc.property(aWorldRule, rule => {
        expect(unbind(bound(rule), world)).toStrictEqual(asShown(rule))
        expect(bound(unbind(bound(rule), world))).toStrictEqual(bound(rule))
      }),
      RUNS,
    )
  })
})

describe('meaning', () => {
  test('matches agrees with a reading of the rule on names', () => {
    fc.assert(
      fc.property(aCase, ({ rule, person, segments }) => {
        expect(holds(rule, person, segments)).toBe(means(rule, tagsByName(person), segments))
      }),
      { numRuns: 3_000 },
    )
  })

  test('simplify keeps the meaning, and done twice it changes nothing', () => {
    fc.assert(
      fc.property(aCase, ({ rule, person, segments }) => {
        const simple = simplify(rule)
        expect(holds(simple, person, segments)).toBe(holds(rule, person, segments))
        expect(simplify(simple)).toStrictEqual(simple)
        expect(simplify(bound(rule))).toStrictEqual(simplify(simplify(bound(rule))))
        expect(readRule(simple)).toStrictEqual({ rule: simple })
      }),
      RUNS,
    )
  })

  test('De Morgan: none is all of the opposites, and the opposite of all is any of the opposites', () => {
    const cases = fc.record({
      rules: fc.array(aWorldRule, { minLength: 1, maxLength: 4 }),
      person: aWorldPerson,
      segments: someSegments,
    })
    fc.assert(
      fc.property(cases, ({ rules, person, segments }) => {
        const opposites = rules.map(rule => ({ none: [rule] }))
        expect(holds({ none: rules }, person, segments)).toBe(holds({ all: opposites }, person, segments))
        expect(holds({ none: [{ all: rules }] }, person, segments)).toBe(
          holds({ any: opposites }, person, segments),
        )
      }),
      RUNS,
    )
  })

  test('none of none is the rule itself', () => {
    fc.assert(
      fc.property(aCase, ({ rule, person, segments }) => {
        const twice = { none: [{ none: [rule] }] }
        expect(holds(twice, person, segments)).toBe(holds(rule, person, segments))
        expect(simplify(twice)).toStrictEqual(simplify(rule))
      }),
      RUNS,
    )
  })

  test('reachesUntagged says whether someone without tags matches', () => {
    fc.assert(
      fc.property(aWorldRule, someSegments, (rule, segments) => {
        expect(reachesUntagged(bound(rule), id => segments.has(id))).toBe(holds(rule, new Set(), segments))
      }),
      RUNS,
    )
  })

  test('case, white space and composition of names make no difference', () => {
    const respelt = (rule: Rule): Rule => {
      if ('all' in rule) return { all: rule.all.map(respelt) }
      if ('any' in rule) return { any: rule.any.map(respelt) }
      if ('none' in rule) return { none: rule.none.map(respelt) }
      if ('segment' in rule) return rule
      const values = rule.values?.map(value => ` ${value.toUpperCase().normalize('NFD')}\u00a0`)
      return { ...rule, key: `${rule.key.toUpperCase()} `, values }
    }
    fc.assert(
      fc.property(aCase, ({ rule, person, segments }) => {
        expect(holds(respelt(rule), person, segments)).toBe(holds(rule, person, segments))
      }),
      RUNS,
    )
    expect(fold('É')).toBe(fold('É'))
  })
})
