import { nobody, type PeopleSet, setOf } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'
import { moveSegments } from './moveSegments.ts'

/** Who enters and who leaves something. */
export type Move = { entered: PeopleSet; left: PeopleSet }
export type Moves = Map<number, Move>

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
  for (const [id, { before, after }] of draft.people) {
    const was = before?.status === 'active'
    const is = after.status === 'active'
    if (is && !was) entered.push(id)
    else if (was && !is) left.push(id)
  }
  const people = move(entered, left)
  const touched = draft.people.size === 0 ? nobody : setOf([...draft.people.keys()])
  return { people, touched, tags, segments: moveSegments(draft, { people, touched, tags }) }
}

const move = (entered: number[], left: number[]): Move => ({
  entered: entered.length === 0 ? nobody : setOf(entered),
  left: left.length === 0 ? nobody : setOf(left),
})

const NONE: readonly number[] = []

/** Per tag, the people whose active row gains or loses it. Tag lists are ascending, so one walk finds the difference. */
function tagMoves(draft: Draft): Moves {
  const entered = new Map<number, number[]>()
  const left = new Map<number, number[]>()
  for (const [id, { before, after }] of draft.people) {
    const old = before?.status === 'active' ? before.tags : NONE
    const now = after.status === 'active' ? after.tags : NONE
    let i = 0
    let j = 0
    while (i < old.length || j < now.length) {
      const a = old[i] ?? Number.POSITIVE_INFINITY
      const b = now[j] ?? Number.POSITIVE_INFINITY
      if (a === b) {
        i++
        j++
      } else if (a < b) {
        push(left, a, id)
        i++
      } else {
        push(entered, b, id)
        j++
      }
    }
  }
  const moves: Moves = new Map()
  for (const tag of new Set([...entered.keys(), ...left.keys()])) {
    moves.set(tag, move(entered.get(tag) ?? [], left.get(tag) ?? []))
  }
  return moves
}

function push(map: Map<number, number[]>, tag: number, person: number): void {
  const list = map.get(tag)
  if (list) list.push(person)
  else map.set(tag, [person])
}
