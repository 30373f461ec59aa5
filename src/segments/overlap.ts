import { difference, intersection, nobody, unionOf } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import { getSegment } from './queries.ts'
import { print } from './rule/print.ts'

export type Overlap = {
  segments: { id: number; name: string; people: number }[]
  /** Everyone counts in exactly one part: in these segments, and in none of the others. Largest first. */
  parts: { ids: number[]; people: number; where: string }[]
}

/** How segments overlap, as an UpSet diagram shows it. Throws NotFound. */
export function overlap(roster: Roster, wanted: readonly number[]): Overlap {
  const segments = [...new Set(wanted)].map(id => ({
    id,
    name: getSegment(roster, id).name,
    set: roster.members.get(id) ?? nobody,
  }))
  const parts: Overlap['parts'] = []
  for (let mask = 1; mask < 1 << segments.length; mask++) {
    const isIn = (index: number) => (mask & (1 << index)) !== 0
    const inside = segments.filter((_, index) => isIn(index))
    const outside = segments.filter((_, index) => !isIn(index))
    const all = inside.map(each => each.set).reduce(intersection)
    const people = difference(all, unionOf(outside.map(each => each.set))).size
    if (people > 0)
      parts.push({ ids: inside.map(each => each.id), people, where: partWhere(inside, outside) })
  }
  return {
    segments: segments.map(({ id, name, set }) => ({ id, name, people: set.size })),
    parts: parts.sort((a, b) => b.people - a.people),
  }
}

type Named = { name: string }

/** The people of a part, as the text of a filter: `in segment A and in segment B and not in segment C`. */
export function partWhere(inside: readonly Named[], outside: readonly Named[]): string {
  const rules = [
    ...inside.map(({ name }) => ({ segment: name })),
    ...outside.map(({ name }) => ({ none: [{ segment: name }] })),
  ]
  const [only] = rules
  return print(rules.length === 1 && only ? only : { all: rules })
}
