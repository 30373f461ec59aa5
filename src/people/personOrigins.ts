import { peopleAsOf, versionAt } from '../changes/asOf.ts'
import type { TagOrigin } from '../changes/contract.ts'
import { rowsAsOf } from '../changes/namesAsOf.ts'
import { tagOrigins } from '../changes/tagOrigins.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { tagNames, tagOrder } from './showPerson.ts'

type Item = { id: number; key: string; value: string; origin: TagOrigin | null }

/** A person's tags, now or at a moment, each with where it came from. Throws NotFound. */
export async function personOrigins(
  sql: Sql,
  roster: Roster,
  id: number,
  asOf: string | undefined,
): Promise<Item[]> {
  const { workspaceId } = roster
  const isPast = asOf !== undefined
  const version = isPast ? await versionAt(sql, workspaceId, Date.parse(asOf)) : roster.version
  // The row of just that version, also when somebody is writing it at the moment.
  const person = (await peopleAsOf(sql, workspaceId, [id], version)).get(id)
  if (!person)
    throw new NotFound(isPast ? 'There was no such person at that moment.' : 'There is no such person.')
  const past = isPast ? await rowsAsOf(sql, workspaceId, version) : undefined
  const names = await tagNames(sql, roster, [person], past)
  const origins = await tagOrigins(sql, workspaceId, person, version, person.tags)
  return person.tags
    .flatMap(tag => names.get(tag) ?? [])
    .sort(tagOrder)
    .map(tag => ({ id: tag.id, key: tag.key, value: tag.value, origin: origins.get(tag.id) ?? null }))
}
