import { putPerson } from '../changes/draft.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import type { Act } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { ensureTags, type TagsByKey, withTags } from './bodyTags.ts'
import type { PersonRow } from './person.ts'
import { personWords } from './personWords.ts'
import { refuseTaken } from './refuseTaken.ts'

export type PersonChange = {
  email?: string
  firstName?: string
  lastName?: string
  externalId?: string | null
  status?: 'active' | 'inactive'
  tags?: TagsByKey
}

/** What is absent stays; tags replace those of the keys they name and leave all others. */
export function updatePerson(id: number, body: PersonChange): Act<number> {
  return async context => {
    const { sql, draft, roster, now } = context
    const [before] = await loadPeople(sql, roster.workspaceId, [id])
    if (!before || before.status === 'removed') throw new NotFound('There is no such person.')
    const words = personWords(body)
    await refuseTaken(context, words, id)
    const after: PersonRow = {
      ...before,
      ...words,
      status: body.status ?? before.status,
      tags: withTags(draft, before.tags, ensureTags(draft, body.tags ?? {}, 'tags')),
      updatedAt: now,
    }
    putPerson(draft, before, after)
    return { summary: summaryOf(before, after), result: id }
  }
}

function summaryOf(before: PersonRow, { firstName, lastName, status }: PersonRow): string {
  const name = `${firstName} ${lastName}`
  if (status === before.status) return `Change ${name}`
  return status === 'active' ? `Reactivate ${name}` : `Deactivate ${name}`
}
