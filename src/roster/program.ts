import type { Resolved } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import type { TagRows } from './tagRows.ts'

/**
 * A rule as one row of numbers, for asking it of few people very often: an instruction, what it takes, then what is within
 * it. Groups say where they end, so that what cannot matter any more is stepped over.
 */
export type Program = Int32Array

/** tags: negate, count, ids. */
const ANY_TAG = 0
/** count, ids. */
const EACH_TAG = 1
/** negate, id: any tag of a key. */
const ANY_OF_KEY = 2
/** id of a segment. */
const MEMBER = 3
/** end, parts. */
const ALL = 4
const ANY = 5
const NONE = 6

export function compile(rule: BoundRule, resolve: (condition: BoundCondition) => Resolved): Program {
  const code: number[] = []
  write(rule)
  return Int32Array.from(code)

  function write(part: BoundRule): void {
    if ('all' in part) group(ALL, part.all)
    else if ('any' in part) group(ANY, part.any)
    else if ('none' in part) group(NONE, part.none)
    else if ('segmentId' in part) code.push(MEMBER, part.segmentId)
    else if (part.op === 'exists' || part.op === 'missing')
      code.push(ANY_OF_KEY, part.op === 'missing' ? 1 : 0, part.keyId)
    else {
      const { tagIds, negate, every } = resolve(part)
      if (every) code.push(EACH_TAG, tagIds.length)
      else code.push(ANY_TAG, negate ? 1 : 0, tagIds.length)
      for (const id of tagIds) code.push(id)
    }
  }

  function group(kind: number, parts: readonly BoundRule[]): void {
    const start = code.push(kind, 0)
    for (const part of parts) write(part)
    code[start - 1] = code.length
  }
}

/** Asks programs of all people of some rows at once. Not to be asked anew before it has answered. */
export class Evaluation {
  private readonly rows: TagRows
  /** Who is in a segment. */
  private readonly members: (segmentId: number) => Int32Array
  private readonly scratch: Int32Array[] = []
  private code: Program = new Int32Array(0)
  private at = 0

  constructor(rows: TagRows, members: (segmentId: number) => Int32Array) {
    this.rows = rows
    this.members = members
  }

  /** Writes who the program holds for. Bits beyond the last person mean nothing. */
  run(program: Program, into: Int32Array): void {
    this.code = program
    this.at = 0
    if (this.rows.width === 1) into[0] = this.one()
    else this.many(into, 0)
  }

  /** Up to 32 people: everything is one word. */
  private one(): number {
    const { code } = this
    const kind = code[this.at++] as number
    if (kind === ANY_TAG) return this.oneOfTags()
    if (kind === EACH_TAG) return this.oneOfEach()
    if (kind === ANY_OF_KEY) {
      const negate = code[this.at++] as number
      const found = this.rows.words[this.rows.keyRows[code[this.at++] as number] ?? 0] as number
      return negate === 1 ? ~found : found
    }
    if (kind === MEMBER) return this.members(code[this.at++] as number)[0] as number
    const end = code[this.at++] as number
    if (kind === ALL) {
      let all = -1
      while (this.at < end && all !== 0) all &= this.one()
      this.at = end
      return all
    }
    let any = 0
    while (this.at < end && any !== -1) any |= this.one()
    this.at = end
    return kind === NONE ? ~any : any
  }

  private oneOfTags(): number {
    const { code } = this
    const { tagRows, words } = this.rows
    const negate = code[this.at] as number
    const end = this.at + 2 + (code[this.at + 1] as number)
    let found = 0
    for (let at = this.at + 2; at < end; at++) found |= words[tagRows[code[at] as number] ?? 0] as number
    this.at = end
    return negate === 1 ? ~found : found
  }

  private oneOfEach(): number {
    const { code } = this
    const { tagRows, words } = this.rows
    const end = this.at + 1 + (code[this.at] as number)
    let found = -1
    for (let at = this.at + 1; at < end; at++) found &= words[tagRows[code[at] as number] ?? 0] as number
    this.at = end
    return found
  }

  /** Answers false when there is certainly nobody. */
  private many(into: Int32Array, level: number): boolean {
    const { code } = this
    const kind = code[this.at++] as number
    if (kind === ANY_TAG) return this.manyOfTags(into)
    if (kind === EACH_TAG) return this.manyOfEach(into)
    if (kind === ANY_OF_KEY) {
      const negate = code[this.at++] as number
      into.fill(0)
      const some = this.add(into, this.rows.keyRows[code[this.at++] as number] ?? 0)
      return negate === 1 ? turn(into) : some
    }
    if (kind === MEMBER) {
      into.set(this.members(code[this.at++] as number))
      return true
    }
    const end = code[this.at++] as number
    if (kind === ALL) return this.manyOfAll(into, level, end)
    const part = this.level(level)
    let some = false
    into.fill(0)
    while (this.at < end) {
      if (code[this.at] === ANY_TAG && code[this.at + 1] === 0) {
        if (this.addTags(into)) some = true
        continue
      }
      if (!this.many(part, level + 1)) continue
      some = true
      for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) | (part[at] as number)
    }
    return kind === NONE ? turn(into) : some
  }

  private manyOfAll(into: Int32Array, level: number, end: number): boolean {
    const { code } = this
    const part = this.level(level)
    into.fill(-1)
    while (this.at < end) {
      const isOneTag = code[this.at] === ANY_TAG && code[this.at + 2] === 1
      const left = isOneTag ? this.keepTag(into) : this.many(part, level + 1) ? keep(into, part, 0, 0) : 0
      if (left === 0) {
        into.fill(0)
        this.at = end
        return false
      }
    }
    return true
  }

  private manyOfTags(into: Int32Array): boolean {
    const negate = this.code[this.at] as number
    this.at--
    into.fill(0)
    const some = this.addTags(into)
    return negate === 1 ? turn(into) : some
  }

  /** From its instruction on: adds whoever has any of these tags, negated or not. */
  private addTags(into: Int32Array): boolean {
    const { code } = this
    const end = this.at + 3 + (code[this.at + 2] as number)
    let some = false
    for (let at = this.at + 3; at < end; at++)
      if (this.add(into, this.rows.tagRows[code[at] as number] ?? 0)) some = true
    this.at = end
    return some
  }

  /** From the instruction of one tag on: keeps whoever has it, or has it not. Answers 0 when nobody stays. */
  private keepTag(into: Int32Array): number {
    const { code } = this
    const negate = code[this.at + 1] as number
    const row = this.rows.tagRows[code[this.at + 3] as number] ?? 0
    this.at += 4
    if (row === 0) return negate
    return keep(into, this.rows.words, row, negate === 1 ? -1 : 0)
  }

  private manyOfEach(into: Int32Array): boolean {
    const { code } = this
    const { tagRows, words } = this.rows
    const end = this.at + 1 + (code[this.at] as number)
    let some = true
    into.fill(-1)
    for (let at = this.at + 1; at < end; at++) {
      const row = tagRows[code[at] as number] ?? 0
      if (row === 0) some = false
      for (let n = 0; n < into.length; n++) into[n] = (into[n] as number) & (words[row + n] as number)
    }
    this.at = end
    return some
  }

  private add(into: Int32Array, row: number): boolean {
    if (row === 0) return false
    const { words } = this.rows
    for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) | (words[row + at] as number)
    return true
  }

  private level(level: number): Int32Array {
    let scratch = this.scratch[level]
    if (!scratch) {
      scratch = new Int32Array(this.rows.width)
      this.scratch[level] = scratch
    }
    return scratch
  }
}

/** Keeps the bits that another row has, too, each turned over by `turned`. Answers 0 when none stay. */
function keep(into: Int32Array, from: Int32Array, row: number, turned: number): number {
  let left = 0
  for (let at = 0; at < into.length; at++) {
    const both = (into[at] as number) & ((from[row + at] as number) ^ turned)
    into[at] = both
    left |= both
  }
  return left
}

function turn(words: Int32Array): true {
  for (let at = 0; at < words.length; at++) words[at] = ~(words[at] as number)
  return true
}
