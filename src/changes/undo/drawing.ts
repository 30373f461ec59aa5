import type { Draft } from '../draft.ts'
import type { Past } from './loadPast.ts'
import type { Notes } from './notes.ts'

/** What the parts of an undo share. */
export type Drawing = { draft: Draft; past: Past; notes: Notes }

/** Also of a key that the draft takes away. */
export function keyName(draft: Draft, id: number): string {
  return (
    draft.keys.get(id)?.before?.name ??
    draft.roster.keys.get(id)?.name ??
    draft.keys.get(id)?.after?.name ??
    ''
  )
}
