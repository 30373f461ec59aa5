import type { Resolved } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import { grown } from './grown.ts'

/**
 * A rule as one row of numbers for ask.wat, for asking it of few people very often: an instruction, what it takes, then what is
 * within it. Groups say after how many bytes they end, so that what cannot matter any more is stepped over.
 */
export type Program = { code: readonly number[]; depth: number }

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

/** More than there can be. */
const MANY = 2 ** 32

/** Of what all have to hold comes first what holds for the fewest: most people who are asked are not in it. */
export function compile(
  rule: BoundRule,
  resolve: (condition: BoundCondition) => Resolved,
  holders: (tagId: number) => number,
): Program {
  const code: number[] = []
  let depth = 0
  write(rule, 1)
  return { code, depth }

  function write(part: BoundRule, level: number): void {
    depth = Math.max(depth, level)
    if ('all' in part) group(ALL, rarestFirst(part.all), level)
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

  function rarestFirst(parts: readonly BoundRule[]): BoundRule[] {
    const weighed = parts.map(part => ({ part, weight: weight(part) }))
    return weighed.sort((a, b) => a.weight - b.weight).map(({ part }) => part)
  }

  /** At most so many people, as far as its tags say. */
  function weight(part: BoundRule): number {
    if ('all' in part) return part.all.reduce((least, each) => Math.min(least, weight(each)), MANY)
    if ('any' in part) return part.any.reduce((sum, each) => sum + weight(each), 0)
    if ('none' in part || 'segmentId' in part || !part.tagIds || part.op === 'isNot') return MANY
    const people = part.tagIds.map(holders)
    if (part.op === 'is') return people.reduce((sum, each) => sum + each, 0)
    return people.reduce((least, each) => Math.min(least, each), MANY)
  }

  function group(kind: number, parts: readonly BoundRule[], level: number): void {
    const start = code.length
    code.push(kind, 0)
    for (const part of parts) write(part, level + 1)
    code[start + 1] = (code.length - start) * 4
  }
}

/** The programs of a roster's rules, one after the other in one row. */
export class Programs {
  /** Another when anything is. */
  version = 0
  code = new Int32Array(1_024)
  /** Where the code ends. */
  end = 1
  /** By segment where its program begins; 0: it has none. */
  starts = new Int32Array(64)
  /** No program has more levels. */
  deepest = 1
  private forgotten = 0
  private isComplete = true

  /** When a rule is another, or the meaning of what it reads. */
  forget(segmentId: number): void {
    this.isComplete = false
    if (segmentId < this.starts.length && this.starts[segmentId] !== 0) this.forgotten++
    this.starts[segmentId] = 0
  }

  /** Makes those that are not there. */
  complete(segmentIds: Iterable<number>, make: (segmentId: number) => Program): void {
    if (this.isComplete) return
    this.isComplete = true
    this.version++
    if (this.forgotten > MOST_FORGOTTEN) this.clear()
    for (const id of segmentIds) if (!this.starts[id]) this.put(id, make(id))
  }

  private clear(): void {
    this.starts.fill(0)
    this.end = 1
    this.deepest = 1
    this.forgotten = 0
  }

  private put(segmentId: number, { code, depth }: Program): void {
    if (segmentId >= this.starts.length) this.starts = longer(this.starts, segmentId + 1)
    const end = this.end + code.length
    if (end > this.code.length) this.code = longer(this.code, end)
    this.code.set(code, this.end)
    this.starts[segmentId] = this.end
    this.end = end
    this.deepest = Math.max(this.deepest, depth)
  }
}

/** Programs whose room is lost before all are made anew. */
const MOST_FORGOTTEN = 1_000

const longer = (numbers: Int32Array<ArrayBuffer>, least: number) =>
  grown(numbers, new Int32Array(Math.max(least, numbers.length * 2)))
