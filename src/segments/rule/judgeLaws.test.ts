import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aNumber,
  aTree,
  aWorldPerson,
  aWorldRule,
  TODAY,
  world,
  worldRows,
} from '../../../test/arbitraries.ts'
import { patience, rounds } from '../../../test/laws/rounds.ts'
import { bind } from './bind.ts'
import { dictionaryOf } from './dictionaryOf.ts'
import type { Part } from './drawRules.ts'
import { judge, meansSame } from './judge.ts'
import { matches } from './matches.ts'
import { readNumber } from './readNumber.ts'
import { type BoundCondition, type BoundRule, type Dictionary, groupOf, type Rule } from './rule.ts'
import { decimal } from './trialValues.ts'

function bound(rule: Rule): BoundRule {
  const answer = bind(rule, world)
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  return answer.bound
}

/** The rule without a part: the neutral thing in its place. */
function without(rule: BoundRule, { path, tagIds }: Pick<Part, 'path' | 'tagIds'>): BoundRule {
  const [, kind, at, rest = ''] = /^(all|any|none)\[(\d+)\]\.?(.*)$/.exec(path) ?? []
  if (kind === undefined) {
    const condition = rule as BoundCondition
    return { ...condition, tagIds: condition.tagIds?.filter(id => !tagIds?.includes(id)) ?? [] }
  }
  const parts = groupOf(rule)?.rules ?? []
  const isWhole = rest === '' && !tagIds
  return {
    [kind]: parts.flatMap((part, place) => {
      if (place !== Number(at)) return [part]
      return isWhole ? [] : [without(part, { path: rest, tagIds })]
    }),
  } as unknown as BoundRule
}

/** Removing by place moves the places after it: the last first. */
function withoutAll(rule: BoundRule, parts: readonly Part[]): BoundRule {
  return [...parts].reverse().reduce(without, rule)
}

type World = { dictionary: Dictionary; rulesOf: (id: number) => BoundRule | undefined }

function holds(rule: BoundRule, person: ReadonlySet<number>, { dictionary, rulesOf }: World): boolean {
  const inSegment = (id: number): boolean => {
    const other = rulesOf(id)
    // A segment that nobody opened might have anyone in it: here, by the number of the person's tags.
    return other ? matches(other, person, { dictionary, today: TODAY, inSegment }) : person.size % 2 === 0
  }
  return matches(rule, person, { dictionary, today: TODAY, inSegment })
}

const aSegmentRule = aWorldRule.filter(rule => !JSON.stringify(rule).includes('"segment"'))
const someSegments = fc.record({ 1: aSegmentRule, 2: fc.option(aSegmentRule, { nil: undefined }) })
const opening = (segments: Record<number, Rule | undefined>) => {
  const rules = new Map(Object.entries(segments).map(([id, rule]) => [Number(id), rule && bound(rule)]))
  return (id: number) => rules.get(id)
}

describe('what is said of a rule is true of everyone', () => {
  // Values that came after the rule was judged: of all sorts, near its limits and far from them.
  const aLaterValue = fc.oneof(
    fc.constantFrom('sales', 'xsal', 'sale', 'SALES TEAM', 'a', 'e', 'ae', 'Dallas 2', 'st', '2024', '7.0'),
    aNumber,
    fc
      .date({ min: new Date('2022-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10)),
    fc.string({ maxLength: 4 }),
  )
  const aLaterWorld = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), aLaterValue), { maxLength: 12 })
    .map(values => values.map(([keyId, value], at) => ({ id: 10_000 + at, keyId, value })))
  // Left to chance, contradictions and rules of one meaning are rare.
  const twoRules = fc.tuple(aWorldRule, aWorldRule, fc.nat(5)).map(([rule, other, kind]) => {
    const denied = { none: [rule] }
    if (kind === 0) return { rule: { all: [rule, other, denied] }, other }
    if (kind === 1) return { rule: { any: [rule, other, denied] }, other }
    return { rule, other: kind === 2 ? { none: [{ any: [denied, denied] }] } : other }
  })
  const aCase = fc.record({
    rules: twoRules,
    segments: someSegments,
    later: aLaterWorld,
    people: fc.array(fc.tuple(aWorldPerson, fc.array(fc.nat(11), { maxLength: 4 })), {
      minLength: 5,
      maxLength: 12,
    }),
  })

  test(
    'never, always, idle parts (each alone and all together) and the same meaning',
    () => {
      const seen = { never: 0, always: 0, open: 0, idle: 0, same: 0 }
      fc.assert(
        fc.property(aCase, ({ rules: { rule, other }, segments, later, people }) => {
          const rulesOf = opening(segments)
          const own = bound(rule)
          const context = { dictionary: world, today: TODAY, rulesOf }
          const { verdict, idle } = judge(own, context)
          const parts = idle.map(each => each.part)
          const isSame = meansSame(own, bound(other), context)
          if (verdict !== 'unsure') seen[verdict] += 1
          seen.idle += parts.length
          seen.same += isSame ? 1 : 0
          const after = {
            rulesOf,
            dictionary: dictionaryOf({ ...worldRows, tags: [...worldRows.tags, ...later] }),
          }
          for (const [tags, places] of people) {
            const person = new Set([...tags, ...places.flatMap(at => later[at]?.id ?? [])])
            const fits = holds(own, person, after)
            if (verdict !== 'open') expect(fits).toBe(verdict === 'always')
            if (verdict === 'open')
              for (const part of parts) expect(holds(without(own, part), person, after)).toBe(fits)
            expect(holds(withoutAll(own, parts), person, after)).toBe(fits)
            if (isSame) expect(holds(bound(other), person, after)).toBe(fits)
          }
        }),
        rounds(600, 10_000),
      )
      // Otherwise nothing above was tried.
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
    },
    patience,
  )
})

describe('of rules over whole tags nothing is missed', () => {
  // Two keys with two tags each, and for each key a value no rule names: all there is to hold.
  const VALUES = { Location: ['Dallas', 'Boston'], Skill: ['First aid', 'Forklift'] } as const
  const aLeaf = fc.constantFrom<Rule>(
    ...(['Location', 'Skill'] as const).flatMap(key => [
      ...(['is', 'isNot', 'hasAll'] as const).flatMap(op =>
        [[VALUES[key][0]], [VALUES[key][1]], [...VALUES[key]]].map(values => ({ key, op, values })),
      ),
      { key, op: 'exists' as const },
      { key, op: 'missing' as const },
    ]),
  )
  const aSmallRule = aTree<Rule>(aLeaf)
  const tags = worldRows.tags.filter(tag =>
    ['Dallas', 'New York', 'Boston', 'First aid', 'Forklift', 'or'].includes(tag.value),
  )
  const people = Array.from(
    { length: 1 << tags.length },
    (_, mask) => new Set(tags.filter((_, at) => mask & (1 << at)).map(tag => tag.id)),
  )
  const plain = { dictionary: world, rulesOf: () => undefined }
  const context = { ...plain, today: TODAY }

  /** Every part that stands beside others, by its path. */
  function partsOf(rule: BoundRule, path = ''): string[] {
    const { kind, rules = [] } = groupOf(rule) ?? {}
    return rules.flatMap((part, at) => {
      const own = `${path}${path ? '.' : ''}${kind}[${at}]`
      return rules.length > 1 ? [own, ...partsOf(part, own)] : partsOf(part, own)
    })
  }

  test(
    'every contradiction, every rule for all, every two that mean the same are found',
    () => {
      fc.assert(
        fc.property(aSmallRule, aSmallRule, (rule, other) => {
          const own = bound(rule)
          const fitting = people.map(person => holds(own, person, plain))
          const verdict = fitting.includes(true) ? (fitting.includes(false) ? 'open' : 'always') : 'never'
          expect(judge(own, context).verdict).toBe(verdict)
          const same = people.every((person, at) => holds(bound(other), person, plain) === fitting[at])
          expect(meansSame(own, bound(other), context)).toBe(same)
        }),
        rounds(1_000, 20_000),
      )
    },
    patience,
  )

  test(
    'where no part is said to be idle, each matters to somebody',
    () => {
      let tried = 0
      fc.assert(
        fc.property(aSmallRule, rule => {
          const own = bound(rule)
          const { verdict, idle } = judge(own, context)
          if (verdict !== 'open' || idle.length > 0) return
          for (const path of partsOf(own)) {
            tried += 1
            const less = without(own, { path })
            expect(people.some(person => holds(less, person, plain) !== holds(own, person, plain))).toBe(true)
          }
        }),
        // Few rules are open and without an idle part: of a thousand hardly a hundred parts were left to try.
        rounds(3_000, 20_000),
      )
      expect(tried).toBeGreaterThan(100)
    },
    patience,
  )
})

test('numbers are written so that they read as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), number => {
      expect(readNumber(decimal(number))).toBe(number)
    }),
  )
})
