import { isDeepStrictEqual } from 'node:util'
import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { percentile, type Row, row } from '../report.ts'
import type { Followed, FollowedChanges } from './changes.ts'
import { type Peer, ruleOf } from './peer.ts'
import type { World } from './world.ts'

/** Of the change of many people, a database is asked segment by segment, so many at a time, until so many milliseconds are over. */
const SEGMENTS_AT_ONCE = 20
const LONG_ENOUGH = 6_000
/** Of the previews, a database is asked one after the other until so many milliseconds are over. */
const COUNTED_LONG_ENOUGH = 40_000

export type Asked = {
  rules: readonly BoundRule[]
  counts: readonly number[]
  /** Milliseconds of the engine, for each of the rules, round after round. */
  took: readonly number[]
  changes: FollowedChanges
}

/** What one database takes for what the engine was asked, with equal answers. */
export async function comparePeer(world: World, peer: Peer, asked: Asked): Promise<Row[]> {
  const counted = await countAll(peer, asked)
  // Round after round of all rules: those of the rules that the database was asked.
  const ours = asked.took.filter((_, at) => at % asked.rules.length < counted.length)
  const anywhere = await followAll(world, peer, asked.changes.anywhere)
  const busy = await followAll(world, peer, asked.changes.busy)
  const many = await followMany(world, peer, asked.changes.many)
  return [
    row(
      `Previews: ${peer.name}, by the engine’s time`,
      times(counted, ours),
      '',
      null,
      `p50 ${said(percentile(counted, 0.5))}, engine ${said(percentile(ours, 0.5))}; the same ${counted.length} rules, equal counts`,
    ),
    row(
      `One tag of one person: ${peer.name}`,
      times(anywhere, asked.changes.anywhere.map(took)),
      '',
      null,
      `p50 ${said(percentile(anywhere, 0.5))} to ask whether the segments that name it hold, prepared ahead and nothing written; engine ${said(percentile(asked.changes.anywhere.map(took), 0.5))} for everything`,
    ),
    row(
      `The tag that half of them name: ${peer.name}`,
      times(busy, asked.changes.busy.map(took)),
      '',
      null,
      `p50 ${said(percentile(busy, 0.5))} likewise, engine ${said(percentile(asked.changes.busy.map(took), 0.5))}`,
    ),
    manyRow(peer, asked.changes.many, many),
  ]
}

function manyRow(peer: Peer, { people, segments, took }: Followed<number>, many: Many): Row {
  const all = segments.length.toLocaleString('en')
  const left = many.segments < segments.length ? `; the rest left out, since it takes too long here` : ''
  return row(
    `${people.length.toLocaleString('en')} people retagged: ${peer.name}`,
    said(many.took),
    '',
    null,
    `for ${many.segments.toLocaleString('en')} of the ${all} segments concerned, engine ${said(took)} for everything${left}`,
  )
}

async function countAll(peer: Peer, { rules, counts }: Asked): Promise<number[]> {
  const took: number[] = []
  const start = performance.now()
  for (const [at, rule] of rules.entries()) {
    const counted = await peer.count(rule)
    mustEqual(peer, counted.answer, counts[at], `counting ${JSON.stringify(rule)}`)
    took.push(counted.took)
    if (performance.now() - start > COUNTED_LONG_ENOUGH) break
  }
  return took
}

async function followAll(world: World, peer: Peer, changes: readonly Followed<boolean>[]): Promise<number[]> {
  const took: number[] = []
  for (const { people, key, tag, segments, answer } of changes) {
    await peer.retag(people, key, tag)
    const held = await peer.whichHold(people[0] ?? 0, segments.map(ruleOf(world)))
    mustEqual(peer, held.answer, answer, `the segments of person ${people[0]}`)
    took.push(held.took)
  }
  return took
}

type Many = { segments: number; took: number }

async function followMany(world: World, peer: Peer, change: Followed<number>): Promise<Many> {
  await peer.retag(change.people, change.key, change.tag)
  const rules = change.segments.map(ruleOf(world))
  let segments = 0
  let took = 0
  while (segments < rules.length && took < LONG_ENOUGH) {
    const to = segments + SEGMENTS_AT_ONCE
    const counted = await peer.countRetagged(rules.slice(segments, to))
    mustEqual(peer, counted.answer, change.answer.slice(segments, to), 'the people retagged at once')
    took += counted.took
    segments = Math.min(to, rules.length)
  }
  return { segments, took }
}

function mustEqual(peer: Peer, theirs: unknown, ours: unknown, about: string): void {
  if (!isDeepStrictEqual(theirs, ours))
    throw new Error(
      `${peer.name} and the engine differ in ${about}: ${JSON.stringify([theirs, ours]).slice(0, 500)}`,
    )
}

const took = (change: { took: number }) => change.took

const times = (theirs: readonly number[], ours: readonly number[]) =>
  `${Math.round(percentile(theirs, 0.5) / percentile(ours, 0.5)).toLocaleString('en')} ×`

/** A time with as many digits as mean something. */
export function said(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1_000).toFixed(0)} µs`
  return milliseconds < 1_000 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}
