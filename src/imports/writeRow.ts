import { createPerson, type Draft, putPerson } from '../changes/draft.ts'
import type { PersonRow } from '../people/person.ts'
import { type TagCell, withTags } from './tagCells.ts'

/** A row that can be taken. */
export type ReadyRow = {
  row: number
  /** Who has its number already; somebody removed comes back under it. */
  found: PersonRow | undefined
  email: string
  firstName: string
  lastName: string
  externalId: string | null
  cells: TagCell[]
}

/** Puts the person of a row into the draft; answers their id, or null where the row says what is so already. */
export function writeRow(
  draft: Draft,
  { found, email, firstName, lastName, externalId, cells }: ReadyRow,
): number | null {
  if (!found)
    return createPerson(draft, { email, firstName, lastName, externalId, tags: withTags(draft, [], cells) })
      .id
  if (found.status === 'removed') {
    // Made by an import that was undone: the same person comes back under the same number.
    putPerson(draft, found, {
      ...found,
      email,
      firstName,
      lastName,
      externalId,
      status: 'active',
      tags: withTags(draft, [], cells),
      createdAt: draft.now,
      updatedAt: draft.now,
    })
    return found.id
  }
  // Field by field, since a million copies of an object take their time.
  putPerson(draft, found, {
    id: found.id,
    email,
    firstName: firstName || found.firstName,
    lastName: lastName || found.lastName,
    externalId: externalId ?? found.externalId,
    status: found.status,
    tags: withTags(draft, found.tags, cells),
    createdAt: found.createdAt,
    updatedAt: draft.now,
  })
  return draft.people.has(found.id) ? found.id : null
}
