import type { Resolved } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'

/**
 * A rule as one row of numbers, for asking it of few people very often: how many numbers it is, how deep it goes, and then an
 * instruction, what it takes, and what is within it. Groups say after how many bytes they end, so that what cannot matter any
 * more is stepped over.
 */
export type Program = readonly number[]

/** negate, count, ids. */
const ANY_TAG = 0
/** count, ids. */
const EACH_TAG = 1
/** negate, id: any tag of a key. */
const ANY_OF_KEY = 2
/** id of a segment. */
const MEMBER = 3
/** bytes, parts. */
const ALL = 4
const ANY = 5
const NONE = 6

export function compile(rule: BoundRule, resolve: (condition: BoundCondition) => Resolved): Program {
  const code: number[] = [0, 0]
  let deepest = 0
  write(rule, 1)
  code[0] = code.length
  code[1] = deepest
  return code

  function write(part: BoundRule, level: number): void {
    deepest = Math.max(deepest, level)
    if ('all' in part) group(ALL, part.all, level)
    else if ('any' in part) group(ANY, part.any, level)
    else if ('none' in part) group(NONE, part.none, level)
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

  function group(kind: number, parts: readonly BoundRule[], level: number): void {
    const start = code.length
    code.push(kind, 0)
    for (const part of parts) write(part, level + 1)
    code[start + 1] = (code.length - start) * 4
  }
}

/** The programs of a roster's rules, by segment: one after the other in one row, so that asking many of them reads along it. */
export class Programs {
  code = new Int32Array(1_024)
  private end = 1
  private forgotten = 0
  private starts = new Int32Array(64)

  /** Where the program of a segment begins. Made when it is first needed. */
  at(segmentId: number, make: () => Program): number {
    return this.starts[segmentId] || this.put(segmentId, make())
  }

  /** When the meaning of what the rule reads changes. */
  forget(segmentId: number): void {
    const at = this.starts[segmentId] ?? 0
    if (at === 0) return
    this.starts[segmentId] = 0
    this.forgotten += this.code[at] as number
    // Those that are still asked are soon made again.
    if (this.forgotten * 2 > this.code.length) this.clear()
  }

  private clear(): void {
    this.starts.fill(0)
    this.end = 1
    this.forgotten = 0
  }

  private put(segmentId: number, program: Program): number {
    if (segmentId >= this.starts.length) this.starts = longer(this.starts, segmentId + 1)
    if (this.end + program.length > this.code.length) this.code = longer(this.code, this.end + program.length)
    const at = this.end
    this.code.set(program, at)
    this.starts[segmentId] = at
    this.end += program.length
    return at
  }
}

function longer(numbers: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(least, numbers.length * 2))
  wider.set(numbers)
  return wider
}
