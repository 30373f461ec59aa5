import { firstFrom, SPAN, sizeOf } from './block.ts'
import type { PeopleSet } from './peopleSet.ts'
import { numbersOf } from './scratch.ts'

/** Ascending ids from a position on: pages without walking what comes before. */
export function pageOfIds(set: PeopleSet, offset: number, limit: number): number[] {
  const page: number[] = []
  let skip = offset
  for (const [at, block] of set.blocks.entries()) {
    if (!block) continue
    const size = sizeOf(block)
    if (skip >= size) {
      skip -= size
      continue
    }
    const base = (set.first + at) * SPAN
    const numbers = numbersOf(block)
    for (let n = skip; n < size && page.length < limit; n++) page.push(base + (numbers[n] as number))
    if (page.length === limit) break
    skip = 0
  }
  return page
}

/** How many of the set are not above an id: the offset at which a page that follows that id begins. */
export function countUpTo(set: PeopleSet, id: number): number {
  let count = 0
  for (const [at, block] of set.blocks.entries()) {
    if (!block || set.first + at > id >>> 16) continue
    if (set.first + at < id >>> 16) count += sizeOf(block)
    else {
      const numbers = numbersOf(block)
      count += firstFrom(numbers, numbers.length, (id & 0xffff) + 1)
    }
  }
  return count
}
