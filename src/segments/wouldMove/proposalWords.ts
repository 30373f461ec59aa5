import type { PersonRow } from '../../people/person.ts'
import type { Roster } from '../../roster/roster.ts'
import type { Proposal } from '../explainContract.ts'
import type { Offer } from './choices.ts'

export type TagsChanged = { add: readonly Offer[]; remove: readonly Offer[] }

/** “Add Department: Sales and remove Contract: Intern”; with somebody to reactivate, that comes first. */
export function sentenceOf(
  roster: Roster,
  { add, remove }: TagsChanged,
  reactivated: Pick<PersonRow, 'firstName' | 'lastName'> | null,
): string {
  const named = ({ id, keyId, value }: Offer) =>
    `${roster.keys.get(keyId)?.name}: ${value}${id < 0 ? ' (a new value)' : ''}`
  const parts = [
    reactivated ? `reactivate ${reactivated.firstName} ${reactivated.lastName}` : '',
    add.length > 0 ? `add ${listed(add.map(named))}` : '',
    remove.length > 0 ? `remove ${listed(remove.map(named))}` : '',
  ].filter(part => part !== '')
  const text = listed(parts)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** What PATCH /people/{id} takes to do it: the keys that change, each with all values the person is to hold. */
export function patchOf(roster: Roster, person: PersonRow, { add, remove }: TagsChanged): Proposal['patch'] {
  const gone = new Set(remove.map(tag => tag.id))
  const kept = person.tags.flatMap(id => (gone.has(id) ? [] : (roster.tags.get(id) ?? [])))
  const tags: Record<string, string[]> = {}
  for (const { keyId } of [...add, ...remove]) {
    const name = roster.keys.get(keyId)?.name ?? ''
    tags[name] = [...kept, ...add].filter(tag => tag.keyId === keyId).map(tag => tag.value)
  }
  return { ...(person.status === 'active' ? {} : { status: 'active' as const }), tags }
}
