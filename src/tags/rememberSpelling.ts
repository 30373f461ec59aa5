import type { Draft } from '../changes/draft.ts'
import type { AliasRow } from '../db/schema.ts'
import { clean, fold } from './fold.ts'

/** Of a key, or of a tag. */
export type SpellingOf = { key_id: number; tag_id: null } | { key_id: null; tag_id: number }
export type Spelling = Pick<AliasRow, 'kind' | 'spelling'> & SpellingOf

/** Puts another spelling of a key or tag into the draft. Whether there is room for it is seen when the aliases are settled. */
export function rememberSpelling(draft: Draft, { spelling, ...target }: Spelling, by: string): number {
  const id = draft.next.alias++
  const after = {
    id,
    ...target,
    spelling: clean(spelling),
    spelling_fold: fold(spelling),
    created_at: draft.now,
    created_by: by,
  }
  draft.aliases.set(id, { before: null, after })
  return id
}
