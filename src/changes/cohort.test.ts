import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generator, skewed } from '../../bench/people.ts'
import type { WorkspaceTable } from '../db/schema.ts'
import type { PersonRow } from '../people/person.ts'
import { evaluate } from '../roster/evaluate.ts'
import { difference, equal, ids, type PeopleSet, setOf } from '../roster/peopleSet.ts'
import {
  arrangeSegments,
  dictionaryOfRoster,
  emptyRoster,
  putKey,
  putSegment,
  putTag,
  type Roster,
  viewOfRoster,
} from '../roster/roster.ts'
import { matches } from '../segments/rule/matches.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { applyToRoster, fromDraft } from './applyToRoster.ts'
import { COHORT } from './cohort.ts'
import { consequences } from './consequences.ts'
import { type Draft, putPerson, startDraft } from './draft.ts'

const KEYS = 4
const VALUES = 6
const tagOf = (key: number, value: number) => 1 + key * VALUES + value

const aCondition: fc.Arbitrary<BoundRule> = fc
  .tuple(fc.nat({ max: KEYS - 1 }), fc.nat({ max: VALUES - 1 }), fc.nat({ max: VALUES - 1 }))
  .chain(([key, a, b]) =>
    fc.constantFrom<BoundRule>(
      { keyId: key + 1, op: 'is', tagIds: [tagOf(key, a)] },
      { keyId: key + 1, op: 'is', tagIds: [...new Set([tagOf(key, a), tagOf(key, b)])] },
      { keyId: key + 1, op: 'isNot', tagIds: [tagOf(key, a)] },
      { keyId: key + 1, op: 'hasAll', tagIds: [...new Set([tagOf(key, a), tagOf(key, b)])] },
      { keyId: key + 1, op: 'exists' },
      { keyId: key + 1, op: 'missing' },
      { keyId: key + 1, op: 'contains', values: [String(a)] },
    ),
  )

/** The n-th rule may refer to segments before it. */
const aRule = (index: number): fc.Arbitrary<BoundRule> => {
  const reference = fc.nat({ max: Math.max(0, index - 1) }).map((at): BoundRule => ({ segmentId: at + 1 }))
  const leaf =
    index === 0
      ? aCondition
      : fc.oneof({ weight: 4, arbitrary: aCondition }, { weight: 1, arbitrary: reference })
  const parts = (most: number) => fc.array(leaf, { maxLength: most })
  return fc.oneof(
    leaf,
    fc
      .tuple(parts(3), parts(3), parts(2))
      .map(([all, any, none]): BoundRule => ({ all: [...all, { any }, { none }] })),
    fc.tuple(parts(2), parts(2)).map(([any, all]): BoundRule => ({ any: [...any, { all }] })),
  )
}
const someRules = fc.tuple(...Array.from({ length: 8 }, (_, index) => aRule(index)))

function person(id: number, random: () => number, active: boolean): PersonRow {
  const tags = new Set<number>()
  for (let left = Math.floor(random() * 5); left > 0; left--)
    tags.add(tagOf(Math.floor(random() * KEYS), skewed(random, VALUES + 1)))
  return {
    id,
    email: `${id}@example.org`,
    firstName: '',
    lastName: '',
    externalId: null,
    status: active ? 'active' : 'inactive',
    tags: [...tags].sort((a, b) => a - b),
    createdAt: 0,
    updatedAt: 0,
  }
}

/** A roster of these people, by plain reading of every rule. */
function rosterOf(people: readonly PersonRow[], rules: readonly BoundRule[]): Roster {
  const roster = emptyRoster(1, '2026-01-01')
  for (let key = 0; key < KEYS; key++) {
    putKey(roster, { id: key + 1, name: `Key ${key}`, type: 'text', position: key })
    for (let value = 0; value < VALUES; value++)
      putTag(roster, { id: tagOf(key, value), keyId: key + 1, value: String(value) })
  }
  for (const [index, rule] of rules.entries())
    putSegment(roster, {
      id: index + 1,
      name: `S${index}`,
      description: '',
      rule,
      updatedAt: 0,
      changedIn: 0,
    })
  arrangeSegments(roster)
  const active = people.filter(each => each.status === 'active')
  roster.everyone = setOf(active.map(each => each.id))
  for (let tag = 1; tag <= KEYS * VALUES; tag++)
    roster.holders.set(tag, setOf(active.filter(each => each.tags.includes(tag)).map(each => each.id)))
  const dictionary = dictionaryOfRoster(roster)
  const isIn = new Map<number, PeopleSet>()
  for (const id of roster.order) {
    const rule = roster.segments.get(id)?.rule
    if (!rule) continue
    const members = active.filter(each =>
      matches(rule, new Set(each.tags), {
        dictionary,
        today: roster.today,
        inSegment: other => isIn.get(other)?.has(each.id) ?? false,
      }),
    )
    isIn.set(id, setOf(members.map(each => each.id)))
  }
  for (const [id, members] of isIn) roster.members.set(id, members)
  return roster
}

/** What the mechanism says moves is what plain reading of everyone, before and after, says moves; and it is applied as such. */
function expectMoves(
  before: readonly PersonRow[],
  after: readonly PersonRow[],
  rules: readonly BoundRule[],
): void {
  const roster = rosterOf(before, rules)
  const wanted = rosterOf(after, rules)
  for (const [id, members] of roster.members) {
    const rule = roster.segments.get(id)?.rule
    expect(rule && equal(evaluate(rule, viewOfRoster(roster)), members)).toBe(true)
  }
  const counters = {
    next_person: 0,
    next_key: 0,
    next_tag: 0,
    next_segment: rules.length + 1,
    next_assignment: 0,
  }
  const draft: Draft = startDraft(roster, counters as WorkspaceTable, 1)
  const old = new Map(before.map(each => [each.id, each]))
  for (const each of after) putPerson(draft, old.get(each.id) ?? null, each)
  const found = consequences(draft)
  for (const id of roster.order) {
    const was = roster.members.get(id) as PeopleSet
    const will = wanted.members.get(id) as PeopleSet
    const move = found.segments.get(id)
    expect(move ? [...ids(move.entered)] : []).toEqual([...difference(will, was)])
    expect(move ? [...ids(move.left)] : []).toEqual([...difference(was, will)])
  }
  applyToRoster(roster, fromDraft(draft, { consequences: found, assignments: new Map() } as never, 1))
  for (const [id, members] of wanted.members)
    expect(equal(roster.members.get(id) as PeopleSet, members)).toBe(true)
}

it.each([
  { what: 'one', most: 200, touched: 1, runs: 60 },
  { what: 'as many as fit one word, or one more', most: 200, touched: 16, runs: 60 },
  { what: 'two words', most: 200, touched: 40, runs: 60 },
  { what: 'many of many more, in several cohorts', most: 40_000, touched: COHORT + 2_000, runs: 3 },
  { what: 'nearly everyone', most: 10_000, touched: 9_900, runs: 3 },
])('$what: who enters and leaves is what plain reading says', ({ most, touched, runs }) => {
  fc.assert(
    fc.property(someRules, fc.integer(), (rules, seed) => {
      const random = generator(seed)
      const before = Array.from({ length: most }, (_, at) => person(at + 1, random, random() < 0.9))
      const step = Math.floor(most / touched)
      const after = before.map((each, at) =>
        at % step === 0 && at < touched * step ? person(each.id, random, random() < 0.9) : each,
      )
      const someNew = random() < 0.5 ? [person(most + 1, random, true)] : []
      expectMoves(before, [...after, ...someNew], rules)
    }),
    { numRuns: runs },
  )
})
