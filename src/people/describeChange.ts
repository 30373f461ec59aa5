import type { PersonRow } from './person.ts'
import { type TagNames, tagOrder } from './showPerson.ts'

/** What a change did to a person, in sentences. `before` is null where it made them; `source` is how. Pure. */
export function describeChange(
  before: PersonRow | null,
  after: PersonRow,
  names: TagNames,
  source: string | null,
): string[] {
  const made = source === null ? '' : ` by ${source}`
  const there = before && before.status !== 'removed' ? before : null
  if (!there) return [`${before ? 'Created again' : 'Created'}${made}`, ...tagLines([], after.tags, names)]
  if (after.status === 'removed') return ['Removed: what had made them was undone']
  return [
    ...statusLines(there, after),
    ...wordLine('E-mail', there.email, after.email),
    ...wordLine('First name', there.firstName, after.firstName),
    ...wordLine('Last name', there.lastName, after.lastName),
    ...wordLine('External id', there.externalId, after.externalId),
    ...tagLines(there.tags, after.tags, names),
  ]
}

function statusLines(before: PersonRow, after: PersonRow): string[] {
  if (before.status === after.status) return []
  return [after.status === 'active' ? 'Reactivated' : 'Deactivated']
}

function wordLine(name: string, before: string | null, after: string | null): string[] {
  return before === after ? [] : [`${name}: ${before ?? 'none'} → ${after ?? 'none'}`]
}

function tagLines(before: readonly number[], after: readonly number[], names: TagNames): string[] {
  const without = (tags: readonly number[], others: readonly number[]) =>
    tags
      .filter(id => !others.includes(id))
      .flatMap(id => names.get(id) ?? [])
      .sort(tagOrder)
  return [
    ...without(before, after).map(({ key, value }) => `${key}: ${value} removed`),
    ...without(after, before).map(({ key, value }) => `${key}: ${value} added`),
  ]
}
