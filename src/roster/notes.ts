/**
 * Who is in a set, or not any more, whatever its blocks say; the last note of somebody counts. Notes are only ever added: sets
 * that follow from each other share a list, each up to its own length, so that hundreds of sets may change at once and
 * nothing is copied.
 */
export type Notes = { list: number[]; length: number }

export function noted(notes: Notes | null, id: number, isIn: boolean): Notes {
  const list = !notes
    ? []
    : notes.list.length === notes.length
      ? notes.list
      : notes.list.slice(0, notes.length)
  return { list, length: list.push(id * 2 + (isIn ? 1 : 0)) }
}

/** Whether somebody is in it by these notes; undefined when they say nothing. */
export function isNoted({ list, length }: Notes, id: number): boolean | undefined {
  for (let at = length - 1; at >= 0; at--) {
    const difference = (list[at] as number) - id * 2
    if (difference === 0 || difference === 1) return difference === 1
  }
  return undefined
}

/** Who is noted to be in it, or not to be. */
export function notedAs({ list, length }: Notes, isIn: boolean): number[] {
  const last = new Map<number, boolean>()
  for (const note of list.slice(0, length)) last.set(Math.floor(note / 2), note % 2 === 1)
  return [...last].flatMap(([id, is]) => (is === isIn ? id : []))
}
