import { intersectionSize, nobody, setOf } from '../../src/roster/peopleSet.ts'
import { generator } from '../people.ts'
import { anotherTag, busiestTag, retag, scattered, tagsNow } from './engine.ts'
import { firstTagOf, KEYS, keyOfTag, tagsOf, type World } from './world.ts'

const WARM_UP = 60
const ANYWHERE = 8
const BUSY = 3

/** A change that the databases are to follow, and what the engine says of it. */
export type Followed<Answer> = {
  people: readonly number[]
  key: number
  tag: number
  /** The segments that name what has changed, or refer to one that does: nothing else need be looked at. */
  segments: readonly number[]
  /** Of each of these, after the change. */
  answer: Answer[]
  took: number
}

export type FollowedChanges = {
  anywhere: Followed<boolean>[]
  /** Of the tag that half of the segments name. */
  busy: Followed<boolean>[]
  many: Followed<number>
}

/** A handful of changes, made in the engine in this order. */
export function makeChanges(world: World): FollowedChanges {
  const random = generator(17)
  const person = () => 1 + Math.floor(random() * world.people)
  const busiest = busiestTag(world).tag
  warmUp(world, busiest)
  const anywhere = Array.from({ length: ANYWHERE }, () => {
    const id = person()
    return one(world, id, anotherTag(world, id, Math.floor(random() * KEYS), random))
  })
  const busy = Array.from({ length: BUSY }, () => {
    const id = person()
    return one(world, id, tagsNow(world, id).includes(busiest) ? busiest + 1 : busiest)
  })
  return { anywhere, busy, many: many(world, scattered(world, 0), 13, firstTagOf(13) + 1) }
}

/** Changes that are taken back at once: what the engine makes ready when it is first needed, it has by then. */
function warmUp(world: World, busiest: number): void {
  for (let id = 1; id <= WARM_UP; id++) {
    const tags = tagsOf(id)
    for (const tag of [busiest, firstTagOf(id % KEYS)])
      for (const each of [tag, tag + 1, tags[keyOfTag(tag)] as number])
        retag(world, [id], keyOfTag(tag), each)
  }
}

function one(world: World, id: number, tag: number): Followed<boolean> {
  const key = keyOfTag(tag)
  const before = tagsNow(world, id)
  const segments = segmentsOf(world, [tag, before[key] as number])
  const took = retag(world, [id], key, tag)
  const answer = segments.map(each => world.roster.members.includes(each, id))
  return { people: [id], key, tag, segments, answer, took }
}

function many(world: World, people: readonly number[], key: number, tag: number): Followed<number> {
  const before = people.map(id => tagsNow(world, id)[key] as number)
  const segments = segmentsOf(world, [tag, ...new Set(before)])
  const took = retag(world, people, key, tag)
  const changed = setOf(people)
  const answer = segments.map(each => intersectionSize(changed, world.roster.members.get(each) ?? nobody))
  return { people, key, tag, segments, answer, took }
}

function segmentsOf({ roster }: World, tags: readonly number[]): number[] {
  const found = new Set(tags.flatMap(tag => roster.byTag.get(tag) ?? []))
  for (const id of roster.order)
    if (found.has(id)) for (const other of roster.bySegment.get(id) ?? []) found.add(other)
  return [...found]
}
