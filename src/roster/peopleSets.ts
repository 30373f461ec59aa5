import { Dense } from './block.ts'
import { grown } from './grown.ts'
import { type Move, moved, movedOwn } from './moved.ts'
import { Notes } from './notes.ts'
import { ids, nobody, type PeopleSet } from './peopleSet.ts'

/**
 * Sets of people by number: who has each tag, who is in each segment. A change moves hundreds or thousands of them, most of which
 * nobody asks for before the next: so what moved is kept beside a set, and written into it when somebody asks who is in it. How
 * many they are is always known.
 */
export class PeopleSets {
  private readonly sets: (PeopleSet | undefined)[] = []
  private sizes = new Int32Array(64)
  /** By set, 1: its bits are in no other set, and nobody has been handed it. */
  private own = new Uint8Array(64)
  /** Moves that wait, oldest first; and those of one person or a few, which came after. */
  private readonly waiting = new Map<number, Move[]>()
  private readonly notes = new Notes()

  get(id: number): PeopleSet | undefined {
    if (this.isWaiting(id)) this.settle(id)
    this.own[id] = 0
    return this.sets[id]
  }

  /** People in a set; none where there is no such set. */
  sizeOf(id: number): number {
    return this.sizes[id] ?? 0
  }

  has(id: number): boolean {
    return this.sets[id] !== undefined
  }

  /** Whether somebody is in a set, which stays as it is. */
  includes(id: number, person: number): boolean {
    const last = this.notes.last(id, person)
    if (last !== undefined) return last
    const moves = this.waiting
      .get(id)
      ?.findLast(({ entered, left }) => entered.has(person) || left.has(person))
    return moves ? moves.entered.has(person) : (this.sets[id]?.has(person) ?? false)
  }

  set(id: number, people: PeopleSet): void {
    this.forget(id)
    while (this.sets.length <= id) this.sets.push(undefined)
    if (id >= this.sizes.length) {
      this.sizes = grown(this.sizes, new Int32Array(id * 2))
      this.own = grown(this.own, new Uint8Array(id * 2))
    }
    this.own[id] = 0
    this.sets[id] = people
    this.sizes[id] = people.size
  }

  /** As `set`, for a set that whoever gives it does not use any more: its bits may be turned where they are. */
  give(id: number, people: PeopleSet): void {
    this.set(id, people)
    if (!people.isShared) this.own[id] = 1
  }

  delete(id: number): void {
    if (!this.has(id)) return
    this.forget(id)
    this.sets[id] = undefined
    this.sizes[id] = 0
  }

  /** What was not there before is there then. */
  move(id: number, move: Move): void {
    const { entered, left } = move
    const people = entered.size + left.size
    if (!this.has(id)) this.set(id, nobody)
    const before = this.sizes[id] as number
    this.sizes[id] = before + entered.size - left.size
    if (people <= FEW) this.note(id, move)
    else this.wait(id, move, before / SHARE_NOW)
  }

  *keys(): Generator<number> {
    for (const [id, set] of this.sets.entries()) if (set) yield id
  }

  *[Symbol.iterator](): Generator<[number, PeopleSet]> {
    for (const id of this.keys()) yield [id, this.get(id) as PeopleSet]
  }

  private isWaiting(id: number): boolean {
    return this.notes.count(id) > 0 || (this.waiting.size > 0 && this.waiting.has(id))
  }

  private note(id: number, { entered, left }: Move): void {
    if (left.isEmpty && entered.only !== -1) this.notes.add(id, entered.only, true)
    else if (entered.isEmpty && left.only !== -1) this.notes.add(id, left.only, false)
    else {
      for (const person of ids(left)) this.notes.add(id, person, false)
      for (const person of ids(entered)) this.notes.add(id, person, true)
    }
    if (this.notes.count(id) > MOST_NOTES + (id % MOST_NOTES)) this.settle(id)
  }

  private wait(id: number, move: Move, most: number): void {
    const moves = this.waiting.get(id) ?? []
    if (this.notes.count(id) > 0) moves.push(this.notes.take(id))
    moves.push(move)
    this.waiting.set(id, moves)
    if (moves.length > MOST_MOVES + (id % MOST_MOVES) || move.entered.size + move.left.size > most)
      this.settle(id)
  }

  private settle(id: number): void {
    for (const move of this.waiting.get(id) ?? []) this.write(id, move)
    this.waiting.delete(id)
    if (this.notes.count(id) > 0) this.write(id, this.notes.take(id))
  }

  private write(id: number, move: Move): void {
    const before = this.sets[id] as PeopleSet
    const areFew = hasNoBits(move.entered) && hasNoBits(move.left)
    this.sets[id] = areFew
      ? movedOwn(before, move, this.own[id] === 1)
      : moved(before, move.entered, move.left)
    this.own[id] = areFew ? 1 : 0
  }

  private forget(id: number): void {
    this.waiting.delete(id)
    if (this.notes.count(id) > 0) this.notes.take(id)
  }
}

const hasNoBits = (set: PeopleSet) => set.isListed || set.blocks.every(block => !(block instanceof Dense))

/** So many of one change are noted one by one. */
const FEW = 8
/** Notes and moves wait until there are so many of a set, or up to twice as many: not all sets are written at the same time. */
const MOST_NOTES = 512
const MOST_MOVES = 4
/** A move of more than this part of a set does not wait. */
const SHARE_NOW = 8
