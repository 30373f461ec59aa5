import { movedBlocks, ownBlocks } from './lists.ts'
import { difference, PeopleSet, union } from './peopleSet.ts'

/** Who enters and who leaves something: nobody enters who is in it, and nobody leaves who is not. */
export type Move = { entered: PeopleSet; left: PeopleSet }
/** Moves by the number of what they happen to. */
export type Moves = Map<number, Move>

/** The state after a move: `base` without `left`, with `entered`. */
export function moved(base: PeopleSet, entered: PeopleSet, left: PeopleSet): PeopleSet {
  if (left.isEmpty && (base.isEmpty || entered.isEmpty)) return base.isEmpty ? entered : base
  return new PeopleSet(movedBlocks(base.made(), entered.made(), left.made()))
}

/**
 * The same, of few by the thousand, of a set that nobody else will have: with `isOwn` nobody has had it so far, and its bits are
 * turned where they are. Else they are copied first.
 */
export function movedOwn(base: PeopleSet, { entered, left }: Move, isOwn: boolean): PeopleSet {
  const before = base.made()
  const after = movedBlocks(before, entered.made(), left.made(), isOwn)
  return new PeopleSet(isOwn ? after : ownBlocks(after, before))
}

/** Two moves, one after the other, as one. */
export function followed(first: Move, next: Move): Move {
  return {
    entered: union(difference(first.entered, next.left), difference(next.entered, first.left)),
    left: union(difference(first.left, next.entered), difference(next.left, first.entered)),
  }
}
