import { asker, bytes, emptyRoom, halves, NOBODY, room, startAsking, words } from './asker.ts'
import type { Marks } from './gates.ts'
import type { Programs } from './program.ts'

/** Where the rows of tags or of keys begin, by number. */
type Table = { at: number; length: number; used: number[] }

const emptyTable = (length: number): Table => ({ at: emptyRoom(length * 4), length, used: [] })

export type TagIds = readonly number[] | Int32Array
const NO_TAGS: TagIds = []
/** No tag has such a number: where a list of tags is over, it stands behind all others. */
export const BEYOND_TAGS = 2 ** 30

/** Making room costs as much for some rows as for one. */
const ROWS_AT_ONCE = 32

/** Of what moves, so much is read at a time. */
const MOVES_BYTES = 65_536

/**
 * Some people side by side, one bit each, as they were and as they will be, in the memory of ask.wat: a row for each tag that
 * one of them has, for each key, and for segments that others refer to. Good until the next ones are made.
 */
export class TagRows {
  private readonly people: number
  /** Bytes of a row. */
  private readonly width: number
  private readonly depth: number
  private readonly active: number
  private readonly tags: Table
  private readonly keys: Table
  /** Rows that are empty and nobody's yet. */
  private spare = 0
  private spareEnd = 0

  constructor(people: number, programs: Programs, members: (segmentId: number) => number) {
    const starts = startAsking(programs, members)
    this.people = people
    this.width = Math.ceil(people / 128) * 32
    this.depth = programs.deepest + 1
    this.active = this.row()
    this.tags = emptyTable(1_024)
    this.keys = emptyTable(64)
    asker.start(starts, this.levels(), this.width, this.active)
  }

  get tagIds(): readonly number[] {
    return this.tags.used
  }

  /** A new row, with nobody. */
  row(): number {
    if (this.spare === this.spareEnd) {
      this.spare = emptyRoom(this.width * ROWS_AT_ONCE)
      this.spareEnd = this.spare + this.width * ROWS_AT_ONCE
    }
    const row = this.spare
    this.spare += this.width
    return row
  }

  /** Puts somebody into a row as they were, or as they will be. */
  put(row: number, place: number, isAfter: boolean): void {
    const word = (row >>> 2) + this.wordOf(place, isAfter)
    words[word] = (words[word] as number) | (1 << (place & 31))
  }

  /** Somebody with the tags they had and those they will have, ascending; null where they are not there. */
  add(place: number, before: TagIds | null, after: TagIds | null): void {
    if (before) this.put(this.active, place, false)
    if (after) this.put(this.active, place, true)
    const bit = 1 << (place & 31)
    const [old, now] = [before ?? NO_TAGS, after ?? NO_TAGS]
    const [oldWord, nowWord] = [this.wordOf(place, false), this.wordOf(place, true)]
    for (let i = 0, j = 0; i < old.length || j < now.length; ) {
      const a = i < old.length ? (old[i] as number) : BEYOND_TAGS
      const b = j < now.length ? (now[j] as number) : BEYOND_TAGS
      const row = this.rowIn(this.tags, a < b ? a : b) >>> 2
      if (a <= b) {
        words[row + oldWord] = (words[row + oldWord] as number) | bit
        i++
      }
      if (b <= a) {
        words[row + nowWord] = (words[row + nowWord] as number) | bit
        j++
      }
    }
  }

  /** Once everybody has their tags: whoever has a tag has its key. Then they can be asked. */
  ready(keyOf: (tagId: number) => number | undefined): void {
    const { tags, keys } = this
    for (const tag of tags.used) {
      const key = keyOf(tag)
      if (key === undefined) continue
      const row = this.rowIn(keys, key)
      asker.or(row, row, this.rowIn(tags, tag))
    }
    asker.tables(tags.at, tags.at + tags.length * 4, keys.at, keys.at + keys.length * 4)
  }

  /** A new row of who is in a segment by its program. */
  answer(segmentId: number): number {
    const row = this.row()
    asker.answer(segmentId, this.levels(), row)
    return row
  }

  /**
   * Asks the programs of segments that are marked in both. Tells of each whose answers differ from where on `placeAt` reads
   * who enter, and in the middle who leave.
   */
  moves(
    open: Marks,
    within: Marks,
    tell: (segmentId: number, from: number, middle: number, end: number) => void,
  ): void {
    const end = (open.length + 15) & ~15
    const openAt = copied(open, end)
    const withinAt = copied(within, end)
    const list = room(end * 4)
    const listEnd = asker.marked(end, openAt, withinAt, list)
    const into = room(MOVES_BYTES + 16 * (this.people * 2 + 16))
    for (let from = list; from < listEnd; ) {
      from = asker.moves(from, listEnd, into, into + MOVES_BYTES)
      const written = asker.written()
      for (let at = into; at < written; ) {
        const counts = words[(at >>> 2) + 1] as number
        const first = (at + 8) >>> 1
        const middle = first + (counts & 0xffff)
        const last = middle + (counts >>> 16)
        tell(words[at >>> 2] as number, first, middle, last)
        at = (last * 2 + 3) & ~3
      }
    }
  }

  placeAt(at: number): number {
    return halves[at] as number
  }

  private wordOf(place: number, isAfter: boolean): number {
    return (isAfter ? this.width >>> 3 : 0) + (place >>> 5)
  }

  /** A row for each level of the deepest program, and one for its answer. */
  private levels(): number {
    return room(this.depth * this.width)
  }

  private rowIn(table: Table, number: number): number {
    if (number >= table.length) {
      const length = Math.max(number + 1, table.length * 2)
      const at = emptyRoom(length * 4)
      words.copyWithin(at / 4, table.at / 4, table.at / 4 + table.length)
      table.at = at
      table.length = length
    }
    const entry = (table.at >>> 2) + number
    const known = words[entry] as number
    if (known !== NOBODY) return known
    const row = this.row()
    words[entry] = row
    table.used.push(number)
    return row
  }
}

function copied(marks: Marks, length: number): number {
  const at = emptyRoom(length)
  bytes.set(marks.subarray(0, length), at)
  return at
}
