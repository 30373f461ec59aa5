import { createPerson, putPerson } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Invalid } from '../errors.ts'
import { ascending, ensureTags, type TagsByKey } from './bodyTags.ts'
import { personWords } from './personWords.ts'
import { refuseTaken } from './refuseTaken.ts'

export type NewPerson = {
  email: string
  firstName: string
  lastName: string
  externalId?: string | null
  tags?: TagsByKey
}

export function addPerson(body: NewPerson): Act<number> {
  return async context => {
    const { draft, now } = context
    const { email, firstName = '', lastName = '', externalId = null } = personWords(body)
    if (email === undefined) throw new Invalid('There is no e-mail address.')
    const returning = await refuseTaken(context, { email, externalId }, null)
    const tags = ascending([...ensureTags(draft, body.tags ?? {}, 'tags').values()].flat())
    const words = { email, firstName, lastName, externalId, tags }
    const summary = `Add ${firstName} ${lastName}`
    if (!returning) return { summary, result: createPerson(draft, words).id }
    putPerson(draft, returning, { ...returning, ...words, status: 'active', createdAt: now, updatedAt: now })
    return { summary, result: returning.id }
  }
}
