import type { AliasRow } from '../../db/schema.ts'
import { dropAlias, putAlias } from '../../tags/settleAliases.ts'
import { type Draft, keyRow, tagRow } from '../draft.ts'
import type { Drawing } from './drawing.ts'
import { sameRow } from './threeWay.ts'

/** Other spellings as they were: those it brought go, those it took come back, those that followed a merge return. */
export function backAliases({ draft, past, notes }: Drawing): void {
  for (const { before, after, current } of past.aliases) {
    if (before === null) {
      if (!after || !current) continue
      const kept = renamedStill({ draft, past }, current)
      if (kept !== undefined) notes.add(() => `“${current.spelling}” stays another spelling of “${kept}”.`)
      else if (sameRow(after, current)) dropAlias(draft, current)
      else notes.add(() => `“${current.spelling}” stays another spelling of what it was merged into since.`)
    } else if (after === null ? current === null : current !== null && sameRow(after, current)) {
      if (stands(draft, before)) putAlias(draft, before)
      else if (!current)
        notes.add(() => `“${before.spelling}” does not come back as another spelling: what it meant is gone.`)
    }
  }
}

/**
 * What a former name is remembered of, where the key or tag that the change renamed does not get it back: files go on
 * bringing it.
 */
function renamedStill(
  { draft, past }: Pick<Drawing, 'draft' | 'past'>,
  { key_id, tag_id, spelling_fold }: AliasRow,
): string | undefined {
  if (tag_id !== null) {
    const tag = tagRow(draft, tag_id)
    const was = past.tags.find(({ id }) => id === tag_id)?.before
    return was?.value_fold === spelling_fold && tag?.value_fold !== spelling_fold ? tag?.value : undefined
  }
  const key = keyRow(draft, key_id ?? 0)
  const was = past.keys.find(({ id }) => id === key_id)?.before
  return was?.name_fold === spelling_fold && key?.name_fold !== spelling_fold ? key?.name : undefined
}

function stands(draft: Draft, { key_id, tag_id }: AliasRow): boolean {
  return (
    (key_id === null || keyRow(draft, key_id) !== undefined) &&
    (tag_id === null || tagRow(draft, tag_id) !== undefined)
  )
}
