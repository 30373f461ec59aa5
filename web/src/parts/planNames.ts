import type { MoveKind, PersonMove, PersonName, Side } from '../../../src/changes/moveContract.ts'
import { client, fileUrl } from '../api.ts'

/** Where the people behind a plan's rows are asked for; null when only the sample in the plan is left. */
export type NamesSource = { plan: string } | { change: number } | null
export type Sample = { entered: PersonName[]; left: PersonName[] }

/** Which of the people: of one side of a row, or those to whom one thing happens. */
export type Which = { part: string; side: Side } | { what: MoveKind }

/** Some of the people behind a row, with how many they are and what happens to them, in a word. */
export type SomeOf = { which: Which; count: number; word: string }

type Found = { items: (PersonName & Partial<PersonMove>)[]; total: number; nextCursor: string | null }

export function namesPage(
  source: Exclude<NamesSource, null>,
  input: Which & { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Found> {
  return 'plan' in source
    ? client.changes.planPeople({ id: source.plan, ...input })
    : client.changes.people({ id: source.change, ...input })
}

/** The same people as a file, with everything that changes for each of them. */
export function namesFile(
  source: Exclude<NamesSource, null>,
  ending: 'csv' | 'xlsx',
  input: Which & { q?: string | undefined },
): string {
  const place = 'plan' in source ? `/plans/${source.plan}` : `/changes/${source.change}`
  return fileUrl(`${place}/people.${ending}`, input)
}

export function fullName(person: { firstName: string; lastName: string; email: string }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email
}
