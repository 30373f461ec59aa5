import { ASK_WASM } from './ask.wasm.ts'
import { Programs } from './program.ts'
import { instantiate } from './wasm.ts'

/** ask.wat. There is one, and so one memory: whoever is asked next writes over those who were asked before. */
export const asker = instantiate<{
  memory: { buffer: ArrayBuffer; grow(pages: number): number }
  start(programs: number, levels: number, width: number, active: number): void
  tables(tags: number, tagsEnd: number, keys: number, keysEnd: number): void
  or(into: number, a: number, b: number): void
  answer(segment: number, levels: number, into: number): void
  marked(end: number, open: number, within: number, into: number): number
  moves(from: number, end: number, into: number, full: number): number
  written(): number
}>(ASK_WASM, { roster: { members: (segmentId: number) => membersNow(segmentId) } })

let membersNow: (segmentId: number) => number = () => NOBODY

/** Views of its memory, which are others when it has grown. */
export let words = new Int32Array(asker.memory.buffer)
export let halves = new Uint16Array(asker.memory.buffer)
export let bytes = new Uint8Array(asker.memory.buffer)

/** The most people that fit a row. */
export const MOST_SIDE_BY_SIDE = 2_048
/** A row that stays empty: it stands for what nobody has. */
export const NOBODY = 0
/** By segment where its program begins. */
const STARTS = MOST_SIDE_BY_SIDE / 4
const PAGE = 65_536

/** Whose programs are there, as they were at a version, but for those that others have been put in place of. */
let resident = { programs: new Programs(), version: -1, code: 0, replaced: [] as number[] }
let afterPrograms = STARTS
let top = STARTS

/** Everything that was in the memory may be written over, but for programs. Answers where they begin by segment. */
export function startAsking(programs: Programs, members: (segmentId: number) => number): number {
  membersNow = members
  if (resident.programs !== programs || resident.version !== programs.version) reside(programs)
  for (const id of resident.replaced)
    words[STARTS / 4 + id] = resident.code + (programs.starts[id] as number) * 4
  resident.replaced = []
  top = afterPrograms
  return STARTS
}

function reside(programs: Programs): void {
  top = STARTS
  room(programs.starts.length * 4)
  const code = room(programs.end * 4)
  words.set(programs.code.subarray(0, programs.end), code / 4)
  for (let id = 0; id < programs.starts.length; id++)
    words[STARTS / 4 + id] = code + (programs.starts[id] as number) * 4
  afterPrograms = top
  resident = { programs, version: programs.version, code, replaced: [] }
}

/** In place of the segment's own, until others are asked. */
export function putProgram(segmentId: number, program: readonly number[]): void {
  const at = room(program.length * 4)
  words.set(program, at / 4)
  words[STARTS / 4 + segmentId] = at
  resident.replaced.push(segmentId)
}

export function room(size: number): number {
  const at = top
  top += (size + 31) & ~31
  const missing = top - asker.memory.buffer.byteLength
  if (missing > 0) {
    asker.memory.grow(Math.ceil(missing / PAGE) + 16)
    words = new Int32Array(asker.memory.buffer)
    halves = new Uint16Array(asker.memory.buffer)
    bytes = new Uint8Array(asker.memory.buffer)
  }
  return at
}

export function emptyRoom(size: number): number {
  const at = room(size)
  words.fill(0, at / 4, top / 4)
  return at
}
