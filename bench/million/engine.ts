import { applyToRoster, fromDraft } from '../../src/changes/applyToRoster.ts'
import { consequences } from '../../src/changes/consequences.ts'
import { type Draft, putPerson, startDraft } from '../../src/changes/draft.ts'
import type { WorkspaceTable } from '../../src/db/schema.ts'
import type { PersonRow } from '../../src/people/person.ts'
import { evaluate, reach } from '../../src/roster/evaluate.ts'
import { equal } from '../../src/roster/peopleSet.ts'
import { viewOfRoster } from '../../src/roster/roster.ts'
import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { generator } from '../people.ts'
import { percentile, type Row, row } from '../report.ts'
import { firstTagOf, KEYS, keyOfTag, skewed, tagsOf, VALUES, type World } from './world.ts'

/** Rounds and changes before those that count: what the engine makes ready when it is first needed, it has by then. */
const WARM_UP = 3
const WARM_UP_CHANGES = 1_000
/** The machine's host has other things to do for some milliseconds now and then: of several batches the middle one counts. */
const BATCHES = 5
const CHANGES_A_BATCH = 400
/** Of a change of many people. */
export const RETAGGED = 20_000

/** Milliseconds that each rule's preview takes, the engine's part of it: how many people it reaches. */
export function timePreviews(world: World, rules: readonly BoundRule[], rounds: number): number[] {
  const view = viewOfRoster(world.roster)
  const round = () =>
    rules.map(rule => {
      const start = performance.now()
      reach(rule, view)
      return performance.now() - start
    })
  for (let n = 0; n < WARM_UP; n++) round()
  return Array.from({ length: rounds }, round).flat()
}

/** One tag of one person changed, from the draft to a roster that is right; and the tag that most segments name. */
export function benchChanges(world: World): Row[] {
  const random = generator(5)
  const busiest = busiestTag(world)
  const anywhere: number[] = []
  const busy: number[] = []
  for (let n = 0; n < WARM_UP_CHANGES + BATCHES * CHANGES_A_BATCH; n++) {
    const id = 1 + Math.floor(random() * world.people)
    const key = Math.floor(random() * KEYS)
    anywhere.push(retag(world, [id], key, anotherTag(world, id, key, random)))
    const own = tagsNow(world, id)[keyOfTag(busiest.tag)]
    busy.push(retag(world, [id], keyOfTag(busiest.tag), own === busiest.tag ? own + 1 : busiest.tag))
  }
  const many = [0, 1, 2].map(n => retag(world, scattered(world, n), 10 + n, firstTagOf(10 + n) + 1))
  const read = readAllMembers(world)
  checkMembers(world)
  const one = inBatches(anywhere.slice(WARM_UP_CHANGES))
  const named = inBatches(busy.slice(WARM_UP_CHANGES))
  const most = Math.max(...many)
  const segments = world.rules.length.toLocaleString('en')
  return [
    row(
      `One tag of one person, all memberships of ${segments} segments, p99`,
      `${one.p99.toFixed(3)} ms`,
      '≤ 1 ms',
      one.p99 <= 1,
      one.detail,
    ),
    row(
      `The same for a tag that ${busiest.segments.toLocaleString('en')} of them name, p99`,
      `${named.p99.toFixed(3)} ms`,
      '≤ 1 ms',
      named.p99 <= 1,
      named.detail,
    ),
    row(
      `${RETAGGED.toLocaleString('en')} people retagged in one change, memberships and consequences`,
      `${most.toFixed(0)} ms`,
      '≤ 300 ms',
      most <= 300,
      'the slowest of three',
    ),
    row(
      'Who is in one of the segments, asked for after all this, p99',
      `${percentile(read, 0.99).toFixed(2)} ms`,
      '',
      null,
      `what moved waits beside a set until then; for all ${segments} ${(read.reduce((sum, each) => sum + each) / 1_000).toFixed(1)} s`,
    ),
  ]
}

function inBatches(times: readonly number[]): { p99: number; detail: string } {
  const p99s = Array.from({ length: BATCHES }, (_, batch) =>
    percentile(times.slice(batch * CHANGES_A_BATCH, (batch + 1) * CHANGES_A_BATCH), 0.99),
  )
  const said = p99s.map(each => each.toFixed(2)).join(', ')
  return {
    p99: percentile(p99s, 0.5),
    detail: `p50 ${percentile(times, 0.5).toFixed(3)} ms; p99 of ${BATCHES} batches of ${CHANGES_A_BATCH} changes: ${said} ms`,
  }
}

/** Milliseconds that each set takes until what waits is written in. */
function readAllMembers({ roster }: World): number[] {
  return roster.order.map(id => {
    const start = performance.now()
    roster.members.get(id)
    return performance.now() - start
  })
}

export const tagsNow = ({ changed }: Pick<World, 'changed'>, id: number) => changed.get(id) ?? tagsOf(id)

/** One that a person does not have, frequent ones more often: a change that changes nothing would be no figure. */
export function anotherTag(world: World, id: number, key: number, random: () => number): number {
  const own = tagsNow(world, id)[key]
  for (;;) {
    const tag = firstTagOf(key) + skewed(random, VALUES[key] as number)
    if (tag !== own) return tag
  }
}

/** So many people for one change, from all over. */
export function scattered({ people }: World, offset: number): number[] {
  const step = Math.floor(people / RETAGGED)
  if (step === 0) throw new Error(`The bench changes ${RETAGGED} people at once: fewer are not enough.`)
  return Array.from({ length: RETAGGED }, (_, at) => 1 + at * step + (offset % step))
}

/** The one that most segments name, which half of them must. */
export function busiestTag({ roster, rules }: World): { tag: number; segments: number } {
  let busiest = { tag: 0, segments: 0 }
  for (const [tag, segments] of roster.byTag)
    if (segments.length > busiest.segments) busiest = { tag, segments: segments.length }
  if (busiest.segments < rules.length / 2) throw new Error('No tag is named by half of the segments.')
  return busiest
}

/** Gives people one value of a key in place of what they have of it; milliseconds it took. */
export function retag(
  { roster, rules, changed }: World,
  people: readonly number[],
  key: number,
  tag: number,
): number {
  const counters = {
    next_person: 0,
    next_key: 0,
    next_tag: 0,
    next_segment: rules.length + 1,
    next_assignment: 0,
  }
  const draft: Draft = startDraft(roster, counters as WorkspaceTable, 0)
  for (const id of people) {
    const before = tagsNow({ changed }, id)
    const after = [...before.filter(each => keyOfTag(each) !== key), tag].sort((a, b) => a - b)
    changed.set(id, after)
    putPerson(draft, personRow(id, before), personRow(id, after))
  }
  const start = performance.now()
  const found = consequences(draft)
  applyToRoster(
    roster,
    fromDraft(draft, { consequences: found, assignments: new Map() } as never, roster.version + 1),
  )
  return performance.now() - start
}

function personRow(id: number, tags: number[]): PersonRow {
  return {
    id,
    email: '',
    firstName: '',
    lastName: '',
    externalId: null,
    status: 'active',
    tags,
    createdAt: 0,
    updatedAt: 0,
  }
}

/** After all changes every segment holds whom its rule reaches. */
function checkMembers({ roster }: World): void {
  const view = viewOfRoster(roster)
  for (const [id, { rule }] of roster.segments) {
    const members = roster.members.get(id)
    if (!members || !equal(evaluate(rule, view), members)) throw new Error(`Segment ${id} is wrong.`)
  }
}
