import type { z } from 'zod'
import { findPeople, type PeopleFilter, type Place } from '../people/findPeople.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { Roster, RosterAssignment } from '../roster/roster.ts'
import type { ProgressQuery } from './contract.ts'

/** Whom a report is about; undefined is everybody, inactive people too. */
export async function peopleAmong(
  place: Place,
  { q, segment, where, tag }: Pick<PeopleFilter, 'q' | 'segment' | 'where' | 'tag'>,
): Promise<PeopleSet | undefined> {
  if ([q, segment, where, tag].every(one => one === undefined)) return undefined
  return await findPeople(place, { q, segment, where, tag })
}

/** The assignments a report is about, newest first. */
export function assignmentsIn(
  roster: Roster,
  { status = 'live', assignments }: z.output<typeof ProgressQuery>,
): RosterAssignment[] {
  const only = assignments === undefined ? undefined : new Set(assignments.split(',').map(Number))
  const found: RosterAssignment[] = []
  for (const one of roster.assignments.values()) {
    const isWanted =
      status === 'any' ? one.status === 'live' || one.status === 'closed' : one.status === status
    if (isWanted && (!only || only.has(one.id))) found.push(one)
  }
  return found.sort((a, b) => b.id - a.id)
}
