import { Invalid } from '../errors.ts'
import { nobody, type PeopleSet, unionOf } from '../roster/peopleSet.ts'
import { holdersOfKey, type Roster, type RosterKey, tagsOfKey } from '../roster/roster.ts'
import { fold } from '../tags/fold.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import type { Breakdown, Figures, Group } from './contract.ts'
import { figureNames, figuresIn, noFigures, type Tally } from './tally.ts'

export type Grouping = {
  sets: { id: number; name: string; people: PeopleSet }[]
  /** Whoever is in any of them. */
  anybody: PeopleSet
}

/** The values of a key, each with whoever has it. */
export function byKey(roster: Roster, { id: keyId }: RosterKey): Grouping {
  const sets = Array.from(tagsOfKey(roster, keyId), ({ id, value }) => ({
    id,
    name: value,
    people: roster.holders.get(id) ?? nobody,
  }))
  return { sets, anybody: holdersOfKey(roster, keyId) }
}

export function bySegments(roster: Roster, ids: readonly number[]): Grouping {
  const sets = ids.flatMap(id => {
    const segment = roster.segments.get(id)
    return segment ? [{ id, name: segment.name, people: roster.members.get(id) ?? nobody }] : []
  })
  return { sets, anybody: unionOf(sets.map(({ people }) => people)) }
}

/** A key by its name. Throws Invalid. */
export function keyNamed(roster: Roster, name: string, path = 'by'): RosterKey {
  const id = roster.keyByFold.get(fold(name))
  const key = id === undefined ? undefined : roster.keys.get(id)
  if (key) return key
  const message = `There is no tag key “${name}”.`
  throw new Invalid(message, [{ path, message }])
}

/** Every group that has received anything, the largest first, and who is in none. Somebody in several counts in each. */
export function breakDown(
  counted: Tally,
  { sets, anybody }: Grouping,
): Omit<Breakdown, 'total' | 'nextCursor'> {
  const items: Group[] = []
  for (const { id, name, people } of sets) {
    const figures = figuresIn(counted, people)
    if (figures.received > 0) items.push({ id, name, ...figures })
  }
  items.sort((a, b) => b.received - a.received || naturalOrder(a.name, b.name))
  const inAny = figuresIn(counted, anybody)
  const rest = less(less(counted.all, counted.inactive), inAny)
  const repeated = items.reduce((sum, { people }) => sum + people, 0) - inAny.people
  return { items, all: counted.all, rest, inactive: counted.inactive, repeated }
}

function less(from: Figures, what: Figures): Figures {
  const left = noFigures()
  for (const name of figureNames) left[name] = from[name] - what[name]
  return left
}
