import type { AliasRow } from '../db/schema.ts'
import { type Roster, type RosterTag, tagsOfKey } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { fold } from './fold.ts'
import { createLookAlikes } from './lookAlikes.ts'

/** Beyond this, comparing all with all would hold up whoever looks at the page. What an act brings is compared with more. */
const MOST_COMPARED = 5_000

type Alike = ReadonlyMap<number, readonly RosterTag[]>
const nothing: Alike = new Map()
const kept = new WeakMap<Roster, Map<number, { tags: readonly RosterTag[]; alike: Alike }>>()

/**
 * By a tag's id, the other tags of its key that are spelt almost like it and that nobody holds apart. Nothing for a key of
 * numbers, dates or identifiers. How values are spelt changes seldom, so it is worked out when they have changed.
 */
export function alikeTags(roster: Roster, keyId: number): Alike {
  if (roster.keys.get(keyId)?.type !== 'text') return nothing
  if ((roster.tagByFold.get(keyId)?.size ?? 0) > MOST_COMPARED) return nothing
  const tags = [...tagsOfKey(roster, keyId)]
  const known = kept.get(roster) ?? new Map()
  kept.set(roster, known)
  let alike: Alike = known.get(keyId)?.alike ?? nothing
  if (!isSame(known.get(keyId)?.tags, tags)) {
    alike = pairsOf(tags)
    known.set(keyId, { tags, alike })
  }
  return alike.size === 0 || roster.aliases.size === 0 ? alike : withoutApart(roster, alike)
}

function isSame(before: readonly RosterTag[] | undefined, now: readonly RosterTag[]): boolean {
  return before?.length === now.length && now.every((tag, at) => tag === before[at])
}

function pairsOf(tags: readonly RosterTag[]): Alike {
  const alike = new Map<number, RosterTag[]>()
  const add = (to: RosterTag, other: RosterTag) => alike.set(to.id, [...(alike.get(to.id) ?? []), other])
  const byValue = new Map(tags.map(tag => [tag.value, tag]))
  const index = createLookAlikes()
  for (const tag of tags) {
    for (const value of index.findAll(tag.value)) {
      const other = byValue.get(value)
      if (!other) continue
      add(tag, other)
      add(other, tag)
    }
    index.note(tag.value)
  }
  return alike
}

function withoutApart(roster: Roster, alike: Alike): Alike {
  const { ofTag } = spellingsOf(roster)
  const isApart = (one: RosterTag, other: RosterTag) => holdsApart(ofTag.get(one.id), other.value)
  return new Map(
    [...alike].flatMap(([id, others]) => {
      const tag = roster.tags.get(id)
      const left = others.filter(other => tag && !isApart(tag, other) && !isApart(other, tag))
      return left.length > 0 ? [[id, left] as const] : []
    }),
  )
}

/** Whether one of a key's or tag's aliases says that this name is another. */
export function holdsApart(aliases: readonly AliasRow[] | undefined, name: string): boolean {
  return aliases?.some(alias => alias.kind === 'apart' && alias.spelling_fold === fold(name)) ?? false
}
