import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aWorldPerson, aWorldRule, TODAY, world, worldRows } from '../../../test/arbitraries.ts'
import { means } from '../../../test/laws/means.ts'
import { rounds } from '../../../test/laws/rounds.ts'
import { bind } from './bind.ts'
import { matches } from './matches.ts'
import { readRule } from './readRule.ts'
import { reachesUntagged } from './references.ts'
import type { BoundRule, Condition, Rule, SegmentRef } from './rule.ts'
import { simplify } from './simplify.ts'
import { unbind } from './unbind.ts'

const RUNS = rounds(500, 20_000)
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

function eachLeaf(change: (leaf: Condition | SegmentRef) => Rule): (rule: Rule) => Rule {
  return function changed(rule: Rule): Rule {
    if ('all' in rule) return { all: rule.all.map(changed) }
    if ('any' in rule) return { any: rule.any.map(changed) }
    if ('none' in rule) return { none: rule.none.map(changed) }
    return change(rule)
  }
}

function tagsByName(person: ReadonlySet<number>): Record<string, string[]> {
  const tags: Record<string, string[]> = {}
  for (const { id, keyId, value } of worldRows.tags) {
    const key = worldRows.keys.find(each => each.id === keyId)?.name ?? ''
    if (person.has(id)) tags[key] = [...(tags[key] ?? []), value]
  }
  return tags
}

describe('binding', () => {
  test('binding and unbinding gives the rule back, but for values said twice and segments by id', () => {
    const asShown = eachLeaf(leaf => {
      if ('segment' in leaf) return { segment: leaf.segment === 2 ? 'in' : leaf.segment }
      const isOfTags = leaf.op === 'is' || leaf.op === 'isNot' || leaf.op === 'hasAll'
      return isOfTags ? { ...leaf, values: [...new Set(leaf.values)] } : leaf
    })
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
        const inSegment = (segment: string | number) =>
          segments.has(segment === 'Dallas Sales People' ? 1 : Number(segment))
        expect(holds(rule, person, segments)).toBe(
          means(rule, tagsByName(person), { today: TODAY, inSegment }),
        )
      }),
      rounds(3_000, 100_000),
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
    const respelt = eachLeaf(leaf => {
      if ('segment' in leaf) return leaf
      const values = leaf.values?.map(value => ` ${value.toUpperCase().normalize('NFD')}\u00a0`)
      return { ...leaf, key: `${leaf.key.toUpperCase()} `, values }
    })
    fc.assert(
      fc.property(aCase, ({ rule, person, segments }) => {
        expect(holds(respelt(rule), person, segments)).toBe(holds(rule, person, segments))
      }),
      RUNS,
    )
  })
})
