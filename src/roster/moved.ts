import { movedBlocks } from './lists.ts'
import { PeopleSet } from './peopleSet.ts'

/** So many of one change are noted one by one. */
const FEW_MOVED = 128

/** The state after a change: `base` without `left`, with `entered`. */
export function moved(base: PeopleSet, entered: PeopleSet, left: PeopleSet): PeopleSet {
  const few = entered.size + left.size
  if (few <= FEW_MOVED && few <= base.roomForNotes) return base.with(entered, left)
  return new PeopleSet(movedBlocks(base.settled(), entered.settled(), left.settled()))
}
