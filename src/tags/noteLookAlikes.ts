import { type Draft, keyRow } from '../changes/draft.ts'
import { tagsOfKey } from '../roster/roster.ts'
import { createLookAlikes, MOST_VALUES } from './lookAlikes.ts'

/** Tells the draft which values that are new to their key are spelt almost like one that exists, or like an earlier new one. */
export function noteLookAlikes(draft: Draft): void {
  const created = [...draft.tags.values()].flatMap(({ before, after }) =>
    after && before?.key_id !== after.key_id ? [after] : [],
  )
  draft.lookAlikes = [...Map.groupBy(created, tag => tag.key_id)].flatMap(([keyId, tags]) => {
    const key = keyRow(draft, keyId)
    if (key?.type !== 'text') return []
    const present = [...tagsOfKey(draft.roster, keyId)].filter(tag => !draft.tags.has(tag.id))
    if (present.length + tags.length > MOST_VALUES) return []
    const index = createLookAlikes(present.map(tag => tag.value))
    return tags.flatMap(({ value }) => {
      const like = index.find(value)
      index.note(value)
      return like === undefined ? [] : [{ key: key.name, value, like }]
    })
  })
}
