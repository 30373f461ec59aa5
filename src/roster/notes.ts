/**
 * Who is in a set, or not any more, whatever its blocks say; the last note of somebody counts. Notes are only ever added: sets
 * that follow from each other share a list, each up to its own length, so that hundreds of sets may change at once and
 * nothing is copied. A list that has become long is sorted into the earlier ones: then there is one of each person, ascending.
 */
export type Notes = { earlier: Float64Array; list: number[]; length: number }

/** A person's number twice, and one more for those who are in it. */
const noteOf = (id: number, isIn: boolean) => id * 2 + (isIn ? 1 : 0)
const idOf = (note: number) => Math.floor(note / 2)

const NONE = new Float64Array(0)
/** Walking along so many is still quick. */
const LONG = 128

export function noted(notes: Notes | null, id: number, isIn: boolean): Notes {
  if (!notes) return { earlier: NONE, list: [noteOf(id, isIn)], length: 1 }
  const { earlier, list, length } = notes.length < LONG ? notes : sorted(notes)
  const own = list.length === length ? list : list.slice(0, length)
  return { earlier, list: own, length: own.push(noteOf(id, isIn)) }
}

/** How many there are at most. */
export function countNotes({ earlier, length }: Notes): number {
  return earlier.length + length
}

/** Whether somebody is in it by these notes; undefined when they say nothing. */
export function isNoted({ earlier, list, length }: Notes, id: number): boolean | undefined {
  for (let at = length - 1; at >= 0; at--) {
    const difference = (list[at] as number) - id * 2
    if (difference === 0 || difference === 1) return difference === 1
  }
  const note = earlier[firstFrom(earlier, id * 2)]
  return note === undefined || idOf(note) !== id ? undefined : note % 2 === 1
}

/** Who is noted to be in it, or not to be, ascending. */
export function notedAs(notes: Notes, isIn: boolean): Uint32Array {
  const found = sorted(notes).earlier.filter(note => note % 2 === (isIn ? 1 : 0))
  return Uint32Array.from(found, idOf)
}

function sorted({ earlier, list, length }: Notes): Notes {
  const last = new Map<number, number>()
  for (let at = 0; at < length; at++) last.set(idOf(list[at] as number), list[at] as number)
  const later = Float64Array.from(last.values()).sort()
  const all = new Float64Array(earlier.length + later.length)
  let made = 0
  let next = 0
  for (let at = 0; at < later.length; at++) {
    const note = later[at] as number
    const id = idOf(note)
    while (next < earlier.length && (earlier[next] as number) < id * 2)
      all[made++] = earlier[next++] as number
    if (next < earlier.length && idOf(earlier[next] as number) === id) next++
    all[made++] = note
  }
  while (next < earlier.length) all[made++] = earlier[next++] as number
  return { earlier: all.subarray(0, made), list: [], length: 0 }
}

function firstFrom(notes: Float64Array, note: number): number {
  let from = 0
  let to = notes.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((notes[middle] as number) < note) from = middle + 1
    else to = middle
  }
  return from
}
