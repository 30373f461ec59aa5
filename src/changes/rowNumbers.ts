type Numbers = ArrayLike<number>

/**
 * Which row of its file each person of an import was written from, packed so that a million cost little: runs of
 * people and rows that both go up by one (a new file's people do, in its order) are three small numbers.
 */
export type RowsOfPeople = { ids: Numbers; rows: Numbers }
export type PackedRows = { firstId: number; bytes: Uint8Array }

/** Few enough that looking one person up reads some kilobytes, however mixed the file. */
const RUNS_A_PACK = 2_000

/** In packs of ascending people; each person stands in `ids` once. */
export function* packRows(people: RowsOfPeople): Generator<PackedRows> {
  const { ids, rows } = ascendingById(people)
  for (let at = 0; at < ids.length; ) {
    const firstId = ids[at] ?? 0
    const bytes: number[] = []
    let lastId = firstId
    let lastRow = 0
    for (let runs = 0; runs < RUNS_A_PACK && at < ids.length; runs++) {
      const id = ids[at] ?? 0
      const row = rows[at] ?? 0
      let length = 1
      while (ids[at + length] === id + length && rows[at + length] === row + length) length++
      write(bytes, id - lastId)
      write(bytes, row >= lastRow ? (row - lastRow) * 2 : (lastRow - row) * 2 - 1)
      write(bytes, length)
      lastId = id + length
      lastRow = row + length
      at += length
    }
    yield { firstId, bytes: Uint8Array.from(bytes) }
  }
}

/** The row of one person, or null where the pack does not hold them. */
export function rowIn({ firstId, bytes }: PackedRows, id: number): number | null {
  const place = { at: 0 }
  let nextId = firstId
  let nextRow = 0
  while (place.at < bytes.length) {
    const start = nextId + read(bytes, place)
    const step = read(bytes, place)
    const row = nextRow + (step % 2 === 0 ? step / 2 : -(step + 1) / 2)
    const length = read(bytes, place)
    if (id < start) return null
    if (id < start + length) return row + (id - start)
    nextId = start + length
    nextRow = row + length
  }
  return null
}

/** New people come in ascending order; only those who were there already stand anywhere in a file. */
function ascendingById({ ids, rows }: RowsOfPeople): RowsOfPeople {
  if (isAscending(ids)) return { ids, rows }
  // Id and place in one number: sorted as plain numbers, many times faster than with a function that compares.
  const places = new Float64Array(ids.length)
  for (let at = 0; at < ids.length; at++) places[at] = (ids[at] ?? 0) * ids.length + at
  places.sort()
  const sorted = { ids: new Float64Array(ids.length), rows: new Float64Array(ids.length) }
  for (let at = 0; at < ids.length; at++) {
    const place = (places[at] ?? 0) % ids.length
    sorted.ids[at] = ids[place] ?? 0
    sorted.rows[at] = rows[place] ?? 0
  }
  return sorted
}

function isAscending(ids: Numbers): boolean {
  for (let at = 1; at < ids.length; at++) if ((ids[at] ?? 0) <= (ids[at - 1] ?? 0)) return false
  return true
}

function write(bytes: number[], number: number): void {
  let rest = number
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

function read(bytes: Uint8Array, place: { at: number }): number {
  let number = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[place.at++] ?? 0
    number += (byte % 128) * factor
    if (byte < 128) return number
  }
}
