import type { AliasRow } from '../db/schema.ts'
import type { Plan } from './contract.ts'
import { type Draft, keyRow, tagRow } from './draft.ts'

type Spelling = NonNullable<Plan['tags']['spellings']>[number]

/** What an act says of spellings, and what it read by those the workspace knows. */
export function spellingsIn(draft: Draft): { spellings?: Spelling[] } {
  const said = [...draft.aliases.values()].flatMap(({ before, after }) => (!before && after ? [after] : []))
  const known = [...draft.readBy].flatMap(id =>
    draft.aliases.has(id) ? [] : (draft.roster.aliases.get(id) ?? []),
  )
  const spellings = [
    ...said.flatMap(alias => inWords(draft, alias, true)),
    ...known.flatMap(alias => inWords(draft, alias, false)),
  ]
  return spellings.length === 0 ? {} : { spellings }
}

function inWords(draft: Draft, { key_id, tag_id, spelling, kind }: AliasRow, isNew: boolean): Spelling[] {
  const tag = tag_id === null ? undefined : tagRow(draft, tag_id)
  const key = keyRow(draft, tag?.key_id ?? key_id ?? 0)
  if (!key) return []
  const target = tag?.value ?? key.name
  return [
    {
      key: tag ? key.name : spelling,
      value: tag ? spelling : null,
      means: kind === 'means' ? target : null,
      unlike: kind === 'apart' ? target : null,
      isNew,
    },
  ]
}
