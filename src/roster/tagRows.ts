import { ASK_WASM } from './ask.wasm.ts'
import { instantiate } from './wasm.ts'

const asker = instantiate<{
  memory: { buffer: ArrayBuffer; grow(pages: number): number }
  start(width: number, active: number, entered: number, left: number): void
  tables(tags: number, tagsEnd: number, keys: number, keysEnd: number): void
  or(into: number, a: number, b: number): void
  move(program: number, levels: number, keep: number): number
}>(ASK_WASM, { roster: { members: (segmentId: number) => membersNow(segmentId) } })

let membersNow: (segmentId: number) => number = () => NOBODY

let words = new Int32Array(asker.memory.buffer)
let places = new Uint16Array(asker.memory.buffer)

/** The most that fit a row, whose first stretch of memory stays empty: it stands for what nobody has. */
export const MOST_SIDE_BY_SIDE = 2_048
const NOBODY = 0
const FIRST = MOST_SIDE_BY_SIDE / 4
const PAGE = 65_536
let top = FIRST

function room(bytes: number): number {
  const at = top
  top += (bytes + 31) & ~31
  const missing = top - asker.memory.buffer.byteLength
  if (missing > 0) {
    asker.memory.grow(Math.ceil(missing / PAGE) + 16)
    words = new Int32Array(asker.memory.buffer)
    places = new Uint16Array(asker.memory.buffer)
  }
  return at
}

function emptyRoom(bytes: number): number {
  const at = room(bytes)
  words.fill(0, at / 4, top / 4)
  return at
}

/** Where the rows of tags or of keys begin, by number. */
type Table = { at: number; length: number; used: number[] }

const emptyTable = (length: number): Table => ({ at: emptyRoom(length * 4), length, used: [] })

/**
 * Some people side by side, one bit each, as they were and as they will be, in the memory of ask.wat: a row for each tag that
 * one of them has, for each key, and for segments that others refer to. There is one such memory: rows are good until the
 * next ones are made.
 */
export class TagRows {
  /** Bytes of a row. */
  private readonly width: number
  private readonly active: number
  private readonly entered: number
  private readonly left: number
  private readonly tags: Table
  private readonly keys: Table
  private program = { at: 0, bytes: 0 }
  private levels = { at: 0, bytes: 0 }

  constructor(people: number, members: (segmentId: number) => number) {
    top = FIRST
    membersNow = members
    this.width = Math.ceil(people / 128) * 32
    this.active = this.row()
    this.entered = room(people * 2)
    this.left = room(people * 2)
    this.tags = emptyTable(1_024)
    this.keys = emptyTable(64)
    asker.start(this.width, this.active, this.entered, this.left)
  }

  get tagIds(): readonly number[] {
    return this.tags.used
  }

  /** A new row, with nobody. */
  row(): number {
    return emptyRoom(this.width)
  }

  /** Puts somebody into a row as they were, or as they will be. */
  put(row: number, place: number, isAfter: boolean): void {
    const word = (row >>> 2) + (isAfter ? this.width >>> 3 : 0) + (place >>> 5)
    words[word] = (words[word] as number) | (1 << (place & 31))
  }

  /** Somebody who is there, with these tags. */
  add(place: number, isAfter: boolean, tags: readonly number[] | Int32Array): void {
    this.put(this.active, place, isAfter)
    const bit = 1 << (place & 31)
    const word = (isAfter ? this.width >>> 3 : 0) + (place >>> 5)
    for (let n = 0; n < tags.length; n++) {
      const at = (this.rowIn(this.tags, tags[n] as number) >>> 2) + word
      words[at] = (words[at] as number) | bit
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

  /**
   * Asks a program, which begins at a place of some code, and keeps its answer in a row unless that is 0. Answers how many
   * enter, plus how many leave times 65,536; who that is can be read until the next is asked.
   */
  move(code: Int32Array, at: number, keep: number): number {
    const length = code[at] as number
    this.program = grown(this.program, length * 4)
    this.levels = grown(this.levels, (code[at + 1] as number) * this.width)
    const into = this.program.at >>> 2
    for (let n = 2; n < length; n++) words[into + n] = code[at + n] as number
    return asker.move(this.program.at + 8, this.levels.at, keep)
  }

  enteredAt(n: number): number {
    return places[(this.entered >>> 1) + n] as number
  }

  leftAt(n: number): number {
    return places[(this.left >>> 1) + n] as number
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

function grown(area: { at: number; bytes: number }, bytes: number): { at: number; bytes: number } {
  return bytes <= area.bytes ? area : { at: room(bytes * 2), bytes: bytes * 2 }
}
