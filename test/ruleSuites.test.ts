import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rule } from '../src/segments/rule/rule.ts'
import { asDone } from './answers.ts'
import { startApp, type TestApp } from './app.ts'
import { type Client, Refused } from './client.ts'

/** Rules with verdicts from other projects’ test suites, through the HTTP API. Not part of the project: tried where they are at hand. */
const FILE = resolve(import.meta.dirname, '../../shared/realdata/rules/cases.json')
const isHere = existsSync(FILE)

type Case = { suite: string; id: string; rule: Rule; tags: Record<string, string[]>; expected: boolean }
const cases: Case[] = isHere ? JSON.parse(readFileSync(FILE, 'utf8')).cases : []

let app: TestApp
let client: Client

beforeAll(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterAll(() => app.close())

/** Every key with the values that a rule asks of it. */
function asked(rule: Rule): [key: string, values: readonly string[]][] {
  if ('all' in rule) return rule.all.flatMap(asked)
  if ('any' in rule) return rule.any.flatMap(asked)
  if ('none' in rule) return rule.none.flatMap(asked)
  return 'key' in rule ? [[rule.key, rule.values ?? []]] : []
}

/**
 * In those suites “in an empty list” is always false and “not in an empty list” always true. A condition of Muster names what
 * it asks for, so such a rule is refused with a sentence rather than saved as one that reaches nobody, or everybody.
 */
const asksForNothing = ({ rule }: Case) =>
  asked(rule).some(([key, values]) => key === 'environment' && values.length === 0)

test.runIf(!isHere)('the rule suites are not here, so they are not tried', () => expect(isHere).toBe(false))

describe.runIf(isHere)('the rule suites of Flagsmith, Unleash and React Query Builder', () => {
  const judged = cases.filter(each => !asksForNothing(each))
  const segments = new Map<string, number>()
  const people: number[] = []

  beforeAll(async () => {
    for (const [key, conditions] of Map.groupBy(
      judged.flatMap(({ rule }) => asked(rule)),
      ([key]) => key,
    )) {
      // A rule may only name what there is; a key that is asked for its presence alone needs some value to be there.
      const values = [...new Set(conditions.flatMap(([, values]) => values))]
      await client.tags.create({ query: {}, body: { key, values: values.length > 0 ? values : ['any'] } })
    }
    for (const [index, { tags }] of judged.entries()) {
      const body = { email: `case${index}@example.com`, firstName: 'Case', lastName: String(index), tags }
      people.push(asDone(await client.people.create({ query: {}, body })).id)
    }
    for (const rule of new Set(judged.map(({ rule }) => JSON.stringify(rule)))) {
      const body = { name: `Rule ${segments.size + 1}`, rule: JSON.parse(rule) as Rule }
      segments.set(rule, asDone(await client.segments.create({ query: {}, body })).id)
    }
  })

  test('are all found', () => {
    expect(cases).toHaveLength(211)
    expect(judged).toHaveLength(206)
  })

  test.each(judged.map((each, index) => ({ ...each, index })))(
    '$suite $id',
    async ({ rule, expected, index }) => {
      const id = segments.get(JSON.stringify(rule)) ?? 0
      const person = people[index] ?? 0
      const explained = await client.segments.explain({ id, person })
      expect(explained.matches).toBe(expected)
      const shown = await client.people.get({ id: person })
      expect(shown.segments.some(segment => segment.id === id)).toBe(expected)
    },
  )

  test.each(cases.filter(asksForNothing))(
    '$suite $id: refused, for it asks for nothing',
    async ({ rule }) => {
      const refused = await client.segments
        .create({ query: {}, body: { name: 'Nothing', rule } })
        .catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(Refused)
      expect((refused as Refused).problem).toMatchObject({
        status: 422,
        errors: [{ path: 'rule.any[0].all[0].values', message: expect.stringMatching(/needs a value\.$/) }],
      })
    },
  )
})
