import { fold } from '../../tags/fold.ts'

/** Longer texts are no names, and comparing them would cost the square of their length. */
const MAX_LENGTH = 100

/**
 * The candidate that `text` is most likely a misspelling of, or undefined when none is near: at most one slip
 * in three letters and four in all, a slip being a letter too many, too few, changed, or two swapped. The
 * first of equals wins.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const word = fold(text)
  if (word.length > MAX_LENGTH) return undefined
  let most = Math.min(4, Math.floor(word.length / 3))
  let best: string | undefined
  for (const candidate of candidates) {
    const slips = distance(word, fold(candidate), most)
    if (slips === undefined) continue
    best = candidate
    most = slips - 1
    if (most < 0) break
  }
  return best
}

/**
 * Slips between two texts (optimal string alignment), or undefined beyond `most`. It gives up as early as it
 * can, since it is asked of every tag of a key.
 */
export function distance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const changed = a[row - 1] === b[column - 1] ? 0 : 1
      let slips = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + changed)
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwap) slips = Math.min(slips, at(beforeLast, column - 2) + 1)
      current.push(slips)
      least = Math.min(least, slips)
    }
    // Sound for swaps too: whatever a swap reaches over this row, changing a letter in this row costs no
    // more.
    if (least > most) return undefined
    beforeLast = last
    last = current
  }
  const slips = at(last, b.length)
  return slips <= most ? slips : undefined
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
