import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyName, anyRule, aWorldRule, world } from '../../../test/arbitraries.ts'
import { rounds } from '../../../test/laws/rounds.ts'
import { describe as say } from './describe.ts'
import { parse, parsePlaced } from './parse.ts'
import { print } from './print.ts'
import { printLines } from './printLines.ts'
import { readRule } from './readRule.ts'
import { groupOf, type Rule } from './rule.ts'
import { nextToken } from './words.ts'

const RUNS = rounds(500, 20_000)

function leavesOf(rule: Rule): Rule[] {
  return groupOf(rule)?.rules.flatMap(leavesOf) ?? [rule]
}

describe('text', () => {
  test('what print writes, parse reads back as the same rule', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        expect(parse(print(rule))).toStrictEqual({ rule })
      }),
      rounds(2_000, 50_000),
    )
  })

  test('and what printLines breaks into lines', () => {
    fc.assert(
      fc.property(anyRule, fc.array(anyRule, { minLength: 1, maxLength: 3 }), (rule, others) => {
        for (const one of [rule, { none: [rule, ...others] }, { any: [{ all: [rule] }, ...others] }]) {
          expect(parse(printLines(one))).toStrictEqual({ rule: one })
        }
      }),
      RUNS,
    )
  })

  test('a long rule is broken where its groups are', () => {
    const is = (value: string): Rule => ({ key: 'Department', op: 'is', values: [value] })
    const places = ['Amsterdam', 'Berlin', 'Hanoi'].map(is)
    expect(printLines({ all: [is('Sales'), { any: places }] })).toBe(
      `Department is Sales
and (Department is Amsterdam or Department is Berlin or Department is Hanoi)`,
    )
    expect(printLines({ none: [{ any: [...places, ...places] }] })).toBe(
      `not (
  Department is Amsterdam
  or Department is Berlin
  or Department is Hanoi
  or Department is Amsterdam
  or Department is Berlin
  or Department is Hanoi
)`,
    )
    expect(print({ any: places })).toBe(printLines({ any: places }))
  })

  test('parsePlaced knows where every name of the rule stands', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        const text = printLines(rule)
        const read = parsePlaced(text)
        if ('error' in read) throw new Error(read.error.message)
        for (const [leaf, { name, values }] of read.places) {
          const word = (at: number) => {
            const next = nextToken(text, at)
            return 'token' in next && next.token.at === at ? next.token.text : undefined
          }
          if ('key' in leaf) expect(word(name)).toBe(leaf.key)
          if ('segment' in leaf) expect(word(name)).toBe(String(leaf.segment))
          if ('values' in leaf && !leaf.op.match(/within/i)) expect(values.map(word)).toEqual(leaf.values)
        }
        expect(read.places.size).toBe(leavesOf(read.rule).length)
        expect(leavesOf(read.rule).every(leaf => read.places.has(leaf))).toBe(true)
      }),
      RUNS,
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
      rounds(2_000, 50_000),
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

describe('JSON', () => {
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
      rounds(2_000, 50_000),
    )
  })
})
