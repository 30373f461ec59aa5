import type { Move, Moves } from '../roster/moved.ts'
import { nobody, type PeopleSet, SetBuilder, setOf, union } from '../roster/peopleSet.ts'
import { BEYOND_TAGS } from '../roster/tagRows.ts'
import type { Draft } from './draft.ts'
import { moveSegments } from './moveSegments.ts'

/** What a draft would set in motion, by id. Assignments are worked out from it by `moveAssignments`. */
export type Consequences = {
  /** Active people: created or reactivated, deactivated. */
  people: Move
  /** Everyone whose row is written. */
  touched: PeopleSet
  tags: Moves
  segments: Moves
}

/** Pure: reads the draft and the roster it was made for. */
export function consequences(draft: Draft): Consequences {
  const tags = tagMoves(draft)
  const entered: number[] = []
  const left: number[] = []
  const { changed, made } = draft.people
  for (const [id, { before, after }] of changed) {
    const was = before?.status === 'active'
    const is = after.status === 'active'
    if (is && !was) entered.push(id)
    else if (was && !is) left.push(id)
  }
  const builder = new SetBuilder()
  for (let place = 0; place < made.size; place++) builder.add(made.idAt(place))
  const created = builder.build()
  const written = move(entered, left)
  const people = { entered: union(written.entered, created), left: written.left }
  const touched = changed.size === 0 ? created : union(created, setOf(idsOf(changed)))
  return { people, touched, tags, segments: moveSegments(draft, { people, touched, tags }) }
}

const move = (entered: number[], left: number[]): Move => ({
  entered: entered.length === 0 ? nobody : setOf(entered),
  left: left.length === 0 ? nobody : setOf(left),
})

function idsOf(people: ReadonlyMap<number, unknown>): Uint32Array {
  const ids = new Uint32Array(people.size)
  let at = 0
  for (const id of people.keys()) ids[at++] = id
  return ids
}

const NONE: readonly number[] = []

/** Per tag, the people whose active row gains or loses it. Tag lists are ascending, so one walk finds the difference. */
function tagMoves(draft: Draft): Moves {
  const entered = new Map<number, number[]>()
  const left = new Map<number, number[]>()
  for (const [id, { before, after }] of draft.people.changed) {
    const old = before?.status === 'active' ? before.tags : NONE
    const now = after.status === 'active' ? after.tags : NONE
    let i = 0
    let j = 0
    while (i < old.length || j < now.length) {
      const a = i < old.length ? (old[i] as number) : BEYOND_TAGS
      const b = j < now.length ? (now[j] as number) : BEYOND_TAGS
      if (a < b) push(left, a, id)
      if (b < a) push(entered, b, id)
      if (a <= b) i++
      if (b <= a) j++
    }
  }
  const moves: Moves = new Map()
  for (const tag of new Set([...entered.keys(), ...left.keys()])) {
    moves.set(tag, move(entered.get(tag) ?? [], left.get(tag) ?? []))
  }
  for (const [tag, holders] of tagsOfMade(draft)) {
    const also = moves.get(tag)
    moves.set(
      tag,
      also ? { ...also, entered: union(also.entered, holders) } : { entered: holders, left: nobody },
    )
  }
  return moves
}

/** New people are active, have had no tags, and come in ascending order. */
function tagsOfMade({ people: { made } }: Draft): Map<number, PeopleSet> {
  const builders = new Map<number, SetBuilder>()
  for (let place = 0; place < made.size; place++) {
    const id = made.idAt(place)
    for (const tag of made.tagsAt(place)) {
      let builder = builders.get(tag)
      if (!builder) {
        builder = new SetBuilder()
        builders.set(tag, builder)
      }
      builder.add(id)
    }
  }
  return new Map([...builders].map(([tag, builder]) => [tag, builder.build()]))
}

function push(map: Map<number, number[]>, tag: number, person: number): void {
  const list = map.get(tag)
  if (list) list.push(person)
  else map.set(tag, [person])
}
