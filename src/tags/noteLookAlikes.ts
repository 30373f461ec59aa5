import { type Draft, keyRow, tagRow } from '../changes/draft.ts'
import type { AliasRow } from '../db/schema.ts'
import { tagsOfKey } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { holdsApart } from './alikeTags.ts'
import { createLookAlikes, MOST_VALUES } from './lookAlikes.ts'

/** Tells the draft which keys, and which values new to their key, are spelt almost like one that exists, or like an earlier new one. */
export function noteLookAlikes(draft: Draft): void {
  const apart = apartIn(draft)
  draft.lookAlikes = valuesIn(draft, apart)
  draft.keyLookAlikes = keysIn(draft, apart)
}

type Apart = { ofKey(id: number): readonly AliasRow[]; ofTag(id: number): readonly AliasRow[] }

/** What is held apart from a key or a tag already, or by this act. */
function apartIn({ roster, aliases }: Draft): Apart {
  const known = spellingsOf(roster)
  const said = [...aliases.values()].flatMap(({ before, after }) => (!before && after ? [after] : []))
  return {
    ofKey: id => [...(known.ofKey.get(id) ?? []), ...said.filter(alias => alias.key_id === id)],
    ofTag: id => [...(known.ofTag.get(id) ?? []), ...said.filter(alias => alias.tag_id === id)],
  }
}

function valuesIn(draft: Draft, apart: Apart): Draft['lookAlikes'] {
  const created = [...draft.tags.values()].flatMap(({ before, after }) =>
    after && before?.key_id !== after.key_id ? [after] : [],
  )
  return [...Map.groupBy(created, tag => tag.key_id)].flatMap(([keyId, tags]) => {
    const key = keyRow(draft, keyId)
    if (key?.type !== 'text') return []
    const present = [...tagsOfKey(draft.roster, keyId)].filter(tag => !draft.tags.has(tag.id))
    if (present.length + tags.length > MOST_VALUES) return []
    const ids = new Map(present.map(tag => [tag.value, tag.id]))
    for (const { id, value } of tags) ids.set(value, id)
    const index = createLookAlikes(present.map(tag => tag.value))
    return tags.flatMap(({ id, value }) => {
      const like = index.findAll(value).find(other => {
        const otherId = ids.get(other) ?? 0
        return !holdsApart(apart.ofTag(otherId), value) && !holdsApart(apart.ofTag(id), other)
      })
      index.note(value)
      return like === undefined ? [] : [{ key: key.name, value, like, ...known(draft, ids.get(like)) }]
    })
  })
}

const known = (draft: Draft, id: number | undefined) =>
  id !== undefined && (draft.tags.get(id)?.before ?? (draft.tags.has(id) ? null : tagRow(draft, id)))
    ? { likeId: id }
    : {}

function keysIn(draft: Draft, apart: Apart): Draft['keyLookAlikes'] {
  const created = [...draft.keys.values()].flatMap(({ before, after }) => (after && !before ? [after] : []))
  if (created.length === 0) return []
  const present = [...draft.roster.keys.values()].filter(key => !draft.keys.has(key.id))
  const ids = new Map([...present, ...created].map(key => [key.name, key.id]))
  const isNew = new Set(created.map(key => key.id))
  const index = createLookAlikes(present.map(key => key.name))
  return created.flatMap(({ id, name }) => {
    const like = index.findAll(name).find(other => {
      const otherId = ids.get(other) ?? 0
      return !holdsApart(apart.ofKey(otherId), name) && !holdsApart(apart.ofKey(id), other)
    })
    index.note(name)
    if (like === undefined) return []
    const likeId = ids.get(like) ?? 0
    return [{ key: name, like, ...(isNew.has(likeId) ? {} : { likeId }) }]
  })
}
