import { RoaringBitmap32 } from 'roaring-wasm'

/**
 * A set of people of one workspace, by their dense numbers. Treated as immutable: every function answers a new set.
 * Nothing but this file knows that it is a Roaring bitmap.
 */
export type PeopleSet = {
  readonly size: number
  readonly isEmpty: boolean
  has(id: number): boolean
} & Iterable<number>

const bitmap = (set: PeopleSet) => set as RoaringBitmap32

export const nobody: PeopleSet = new RoaringBitmap32().freeze()

export function setOf(ids: Iterable<number> | Uint32Array): PeopleSet {
  return new RoaringBitmap32(Array.isArray(ids) ? Uint32Array.from(ids) : ids)
}

/** first to last, both included. */
export function rangeOf(first: number, last: number): PeopleSet {
  return RoaringBitmap32.fromRange(first, last + 1)
}

export function union(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.isEmpty ? b : b.isEmpty ? a : RoaringBitmap32.or(bitmap(a), bitmap(b))
}

export function unionOf(sets: readonly PeopleSet[]): PeopleSet {
  if (sets.length <= 1) return sets[0] ?? nobody
  return RoaringBitmap32.orMany(sets.map(bitmap))
}

export function intersection(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.isEmpty || b.isEmpty ? nobody : RoaringBitmap32.and(bitmap(a), bitmap(b))
}

/** a without b. */
export function difference(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.isEmpty || b.isEmpty ? a : RoaringBitmap32.andNot(bitmap(a), bitmap(b))
}

export function intersectionSize(a: PeopleSet, b: PeopleSet): number {
  return bitmap(a).andCardinality(bitmap(b))
}

export function differenceSize(a: PeopleSet, b: PeopleSet): number {
  return bitmap(a).andNotCardinality(bitmap(b))
}

export function equal(a: PeopleSet, b: PeopleSet): boolean {
  return bitmap(a).isEqual(bitmap(b))
}

/** The state after a change: `base` without `left`, with `entered`. */
export function moved(base: PeopleSet, entered: PeopleSet, left: PeopleSet): PeopleSet {
  return union(difference(base, left), entered)
}

/** Ascending ids from a position on: pages without walking what comes before. */
export function pageOfIds(set: PeopleSet, offset: number, limit: number): number[] {
  return Array.from(bitmap(set).sliceArray(offset, offset + limit))
}

export function ids(set: PeopleSet): Uint32Array {
  return bitmap(set).toUint32Array()
}

/** Portable Roaring bytes (the format of the Java, Go and C libraries). */
export function toBytes(set: PeopleSet): Uint8Array {
  const copy = bitmap(set).clone()
  copy.runOptimize()
  const bytes = copy.serialize('portable')
  copy.dispose()
  return bytes
}

export function fromBytes(bytes: Uint8Array): PeopleSet {
  return bytes.length === 0 ? nobody : RoaringBitmap32.deserialize('portable', bytes)
}

/** Bytes it would take in storage: about what it takes in memory. */
export function byteSize(set: PeopleSet): number {
  return bitmap(set).getSerializationSizeInBytes('portable')
}

/** Gives the memory back before the garbage collector would. Only for sets that nothing else can hold. */
export function release(set: PeopleSet): void {
  if (set !== nobody) bitmap(set).dispose()
}

/** How many of the set are not above an id: the offset at which a page that follows that id begins. */
export function countUpTo(set: PeopleSet, id: number): number {
  return bitmap(set).rank(id)
}
