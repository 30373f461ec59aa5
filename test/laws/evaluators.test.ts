import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { print } from '../../src/segments/rule/print.ts'
import type { Rule } from '../../src/segments/rule/rule.ts'
import { simplify } from '../../src/segments/rule/simplify.ts'
import { startApp, type TestApp } from '../app.ts'
import { aBigWorld, aRuleIn } from './aBigWorld.ts'
import { byBitmaps, byMatches, bySql, queryIn } from './evaluators.ts'
import { NOON, newBigWorld, type World } from './newBigWorld.ts'
import { makeReadings } from './readings.ts'
import { drawn, isLong, patience, seed } from './rounds.ts'

/** Pairs of a rule and a person: more than 10,000,000 in the long run, a few hundred thousand otherwise. */
const SIZES = isLong
  ? [...Array.from({ length: 8 }, () => ({ people: 2_500, rules: 560 })), { people: 140_000, rules: 24 }]
  : [{ people: 2_500, rules: 120 }]

let app: TestApp
let pairs = 0

beforeAll(async () => {
  // The day stands still, or the clock would bring the workspaces up to today in the middle.
  app = await startApp({ now: () => NOON })
  await makeReadings(app.context.db)
})
afterAll(async () => {
  console.log(
    `${pairs.toLocaleString('en')} pairs of rule and person on ${app.context.db.dialect}, MUSTER_SEED=${seed}`,
  )
  await app.close()
})

/** All people at once; where the three differ, the first few of them with what each of the three says. */
async function compare(world: World, rule: Rule): Promise<void> {
  const { db } = app.context
  const found = {
    bitmaps: byBitmaps(world, rule),
    sql: await bySql(db, world, rule),
    matches: byMatches(world, rule),
  }
  pairs += world.people.size
  const [first, ...others] = Object.values(found).map(ids => ids.join())
  if (others.every(other => other === first)) return
  const sets = Object.entries(found).map(([name, ids]) => ({ name, ids: new Set(ids) }))
  const differing = [...world.people.keys()].filter(
    id => new Set(sets.map(({ ids }) => ids.has(id))).size > 1,
  )
  const query = queryIn(db, world, rule).compile(db.read)
  throw new Error(
    [
      `Evaluators differ about ${differing.length} people, MUSTER_SEED=${seed}, rule: ${print(rule)}`,
      ...differing.slice(0, 3).map(id => {
        const verdicts = sets.map(({ name, ids }) => `${name} ${ids.has(id) ? 'in' : 'out'}`)
        return `Person ${id} (${tagsOf(world, id)}): ${verdicts.join(', ')}`
      }),
      query.sql,
      JSON.stringify(query.parameters),
    ].join('\n'),
  )
}

function tagsOf({ people, roster }: World, person: number): string {
  const tags = [...(people.get(person) ?? [])].map(id => {
    const { keyId = 0, value } = roster.tags.get(id) ?? {}
    return `${JSON.stringify(roster.keys.get(keyId)?.name)}: ${JSON.stringify(value)}`
  })
  return tags.join(', ')
}

const no = (rule: Rule): Rule => ({ none: [rule] })

/** What must hold of any rules: the same people, written otherwise. */
function identities(world: World, [a, b, c]: [Rule, Rule, Rule]): void {
  const mixed: Rule = { all: [a, { any: [b, no(c)] }] }
  const same: [name: string, one: Rule, other: Rule][] = [
    ['De Morgan', no({ all: [a, b] }), { any: [no(a), no(b)] }],
    ['De Morgan', no({ any: [a, b] }), { all: [no(a), no(b)] }],
    ['De Morgan', { none: [a, b] }, { all: [no(a), no(b)] }],
    ['double negation', no(no(a)), a],
    ['flattening', { all: [a, { all: [b, c] }] }, { all: [a, b, c] }],
    ['flattening', { any: [{ any: [a, b] }, c] }, { any: [a, b, c] }],
    ['flattening', { none: [a, { any: [b, c] }] }, { none: [a, b, c] }],
    ['simplify', mixed, simplify(mixed)],
  ]
  for (const [name, one, other] of same)
    expect(byBitmaps(world, one), `${name}: ${print(one)} and ${print(other)}`).toEqual(
      byBitmaps(world, other),
    )
  const both = [...byBitmaps(world, a), ...byBitmaps(world, no(a))].sort((x, y) => x - y)
  expect(both, `people and not: ${print(a)}`).toEqual([...world.people.keys()])
}

it.each(SIZES.map((size, world) => ({ ...size, world })))(
  'bitmaps, SQL and plain matches find the same people for any rule ($rules rules, $people people, world $world)',
  async size => {
    const world = await newBigWorld(app.context, drawn(aBigWorld(size.people), size.world))
    for (const { name, rule } of world.drawn.segments) {
      await compare(world, rule)
      await compare(world, { segment: name })
    }
    const names = world.drawn.segments.map(segment => segment.name)
    const aRule = aRuleIn(world.drawn.values, names)
    const rounds = { seed: seed + size.world, numRuns: size.rules }
    await fc.assert(
      fc.asyncProperty(aRule, async rule => await compare(world, rule)),
      rounds,
    )
    fc.assert(
      fc.property(fc.tuple(aRule, aRule, aRule), rules => identities(world, rules)),
      { ...rounds, numRuns: size.rules / 4 },
    )
  },
  patience,
)
