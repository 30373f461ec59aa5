/**
 * Notes of who is in a set, or not any more, whatever its blocks say: each person once. A few numbers in a row are found, and
 * copied, more quickly than in a map.
 */
export type Notes = readonly number[]

export const note = (id: number, isIn: boolean) => id * 2 + (isIn ? 1 : 0)

export const noted = (notes: Notes, at: number) => (notes[at] as number) % 2 === 1

/** Where somebody is noted, or -1. */
export function placeIn(notes: Notes, id: number): number {
  for (let at = 0; at < notes.length; at++)
    if (notes[at] === note(id, false) || notes[at] === note(id, true)) return at
  return -1
}

/** Who is noted to be in it, or not to be. */
export const notedAs = (notes: Notes, isIn: boolean) =>
  notes.filter((_, at) => noted(notes, at) === isIn).map(one => Math.floor(one / 2))
