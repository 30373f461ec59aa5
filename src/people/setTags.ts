import { putPerson } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Invalid } from '../errors.ts'
import { tagsOfKey } from '../roster/roster.ts'
import { ascending, ensureTags, findTags, type TagsByKey } from './bodyTags.ts'
import type { PersonRow } from './person.ts'
import { type Selection, selectPeople } from './selectPeople.ts'

export type TagsChange = { add?: TagsByKey; remove?: TagsByKey; replace?: TagsByKey }

/**
 * Gives and takes tags, for many at once: first `replace` (all tags of the keys it names), then `remove`, then `add`. What
 * is to happen is worked out once, then laid over every person's list.
 */
export function setTags(selection: Selection, { add, remove, replace }: TagsChange): Act<null> {
  return async context => {
    const { draft, roster, now } = context
    if (!add && !remove && !replace) {
      throw new Invalid('Say what to add, remove or replace.', [
        { path: 'add', message: 'At least one of add, remove and replace.' },
      ])
    }
    const people = await selectPeople(context, selection)
    const replaced = ensureTags(draft, replace ?? {}, 'replace')
    const added = ensureTags(draft, add ?? {}, 'add')
    const removed = new Set(findTags(draft, remove ?? {}))
    const cleared = [...replaced.keys()].flatMap(keyId => [...tagsOfKey(roster, keyId)].map(tag => tag.id))
    const taken = new Set([...removed, ...cleared])
    const given = [
      ...[...replaced.values()].flat().filter(id => !removed.has(id)),
      ...[...added.values()].flat(),
    ]
    for (const person of people) {
      const tags = ascending([...person.tags.filter(id => !taken.has(id)), ...given])
      putPerson(draft, person, { ...person, tags, updatedAt: now })
    }
    return { summary: summaryOf(people, { add, remove, replace }), result: null }
  }
}

function summaryOf(
  people: readonly PersonRow[],
  { add = {}, remove = {}, replace = {} }: TagsChange,
): string {
  const [only] = people
  const whose =
    only && people.length === 1
      ? `${only.firstName} ${only.lastName}`
      : `${people.length.toLocaleString('en')} people`
  const parts = [
    ...said(replace, (key, values) => (values === '' ? `clear ${key}` : `set ${key} to ${values}`)),
    ...said(remove, (key, values) => `remove ${key}: ${values}`),
    ...said(add, (key, values) => `add ${key}: ${values}`),
  ]
  const shown = parts.slice(0, 5).join('; ')
  return `Tags of ${whose}: ${shown}${parts.length > 5 ? ` and ${parts.length - 5} more` : ''}`
}

function said(tags: TagsByKey, say: (key: string, values: string) => string): string[] {
  return Object.entries(tags).map(([key, values]) => say(key, values.join(', ')))
}
