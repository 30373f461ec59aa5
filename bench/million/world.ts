import { evaluate } from '../../src/roster/evaluate.ts'
import { SetBuilder } from '../../src/roster/peopleSet.ts'
import {
  arrangeSegments,
  emptyRoster,
  putKey,
  putSegment,
  putTag,
  type Roster,
  viewOfRoster,
} from '../../src/roster/roster.ts'
import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { generator } from '../people.ts'

/**
 * How many values each of the thirty keys has, 10,000 in all: from yes and no over departments and places to cost centres.
 * Half of the people or more have the most frequent value of a small key, a handful the rarest of a large one.
 */
export const VALUES = [
  2, 2, 3, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 600, 900,
  1_400, 2_200, 3_005,
]
export const KEYS = VALUES.length
export const TAGS = VALUES.reduce((sum, count) => sum + count, 0)

/** The first tag of each key: tags are numbered from 1, key by key. */
const FIRST = VALUES.map((_, key) => 1 + VALUES.slice(0, key).reduce((sum, count) => sum + count, 0))

export type World = {
  people: number
  roster: Roster
  rules: BoundRule[]
  /** Tags of the people that a change has given others since. */
  changed: Map<number, number[]>
}

export const firstTagOf = (key: number) => FIRST[key] as number

/** Which of the thirty, from 0. */
export function keyOfTag(tag: number): number {
  let key = 0
  while (key + 1 < KEYS && (FIRST[key + 1] as number) <= tag) key++
  return key
}

/** Each key has one value of each person; which, depends on nothing but the two. */
export function tagsOf(person: number, into: number[] = []): number[] {
  const random = generator(person)
  for (let key = 0; key < KEYS; key++)
    into[key] = (FIRST[key] as number) + skewed(random, VALUES[key] as number)
  return into
}

/** The first of few values for half of all people; of many, the n-th about n times as rare. */
export function skewed(random: () => number, count: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** random()) - 1)
}

/** Everybody and their tags, without segments. */
export function makePeople(people: number): World {
  const roster = emptyRoster(1, '2026-01-01')
  for (let key = 0; key < KEYS; key++) {
    putKey(roster, { id: key + 1, name: `Key ${key + 1}`, type: 'text', position: key })
    for (let value = 0; value < (VALUES[key] as number); value++)
      putTag(roster, { id: (FIRST[key] as number) + value, keyId: key + 1, value: `Value ${value + 1}` })
  }
  putHolders(roster, people)
  return { people, roster, rules: [], changed: new Map() }
}

/** Segments numbered from 1, nobody in them yet. */
export function addSegments(world: World, segments: number): void {
  const { roster, rules } = world
  rules.push(...randomRules(segments, generator(3)))
  for (const [index, rule] of rules.entries())
    putSegment(roster, {
      id: index + 1,
      name: `Segment ${index + 1}`,
      description: '',
      rule,
      updatedAt: 0,
      changedIn: 0,
    })
  arrangeSegments(roster)
}

export function putMembers({ roster }: World): void {
  const view = viewOfRoster(roster)
  for (const id of roster.order) {
    const segment = roster.segments.get(id)
    if (segment) roster.members.give(id, evaluate(segment.rule, view))
  }
}

function putHolders(roster: Roster, people: number): void {
  const everyone = new SetBuilder()
  const holders = Array.from({ length: TAGS + 1 }, () => new SetBuilder())
  const tags: number[] = []
  for (let person = 1; person <= people; person++) {
    everyone.add(person)
    for (const tag of tagsOf(person, tags)) holders[tag]?.add(person)
  }
  roster.everyone = everyone.build()
  for (const [tag, builder] of holders.entries()) {
    const set = builder.build()
    if (!set.isEmpty) roster.holders.set(tag, set)
  }
}

/** Named by half of the segments: so many ask for it outright, others among much else. Most people have it. */
const COMMON: BoundRule = { keyId: 1, op: 'is', tagIds: [1] }
const SHARE_OF_COMMON = 0.4

/** Rules of 2 to 20 conditions, as people write them: some of these, any of those, none of them; one in twenty has a segment within. */
export function randomRules(count: number, random: () => number): BoundRule[] {
  const pick = (most: number) => Math.floor(random() * most)
  const condition = (): BoundRule => {
    const key = pick(KEYS)
    const kind = random()
    if (kind < 0.03) return { keyId: key + 1, op: 'exists' }
    const first = FIRST[key] as number
    const values = Array.from({ length: 1 + pick(3) }, () => first + skewed(random, VALUES[key] as number))
    return { keyId: key + 1, op: kind < 0.85 ? 'is' : 'isNot', tagIds: [...new Set(values)] }
  }
  const conditions = (most: number) => Array.from({ length: 1 + pick(most) }, condition)
  return Array.from({ length: count }, (_, index): BoundRule => {
    const wanted: BoundRule[] = [condition()]
    let left = 1 + pick(19)
    if (random() < SHARE_OF_COMMON) {
      wanted.push(COMMON)
      left--
    }
    while (left > 0) {
      const part = conditions(Math.min(left, 6))
      left -= part.length
      const kind = random()
      if (part.length < 3 && kind < 0.6) wanted.push(...part)
      else wanted.push(kind < 0.7 ? { any: part } : { none: part })
    }
    if (index > 20 && random() < 0.05) wanted.push({ segmentId: 1 + pick(index) })
    return { all: wanted }
  })
}
