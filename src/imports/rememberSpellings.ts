import { type Draft, dictionaryOfDraft, findKey, findTag } from '../changes/draft.ts'
import type { AliasRow } from '../db/schema.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { fold } from '../tags/fold.ts'
import { isLookAlike } from '../tags/lookAlikes.ts'
import { rememberSpelling, type SpellingOf } from '../tags/rememberSpelling.ts'
import { dropAlias } from '../tags/settleAliases.ts'
import type { Meaning } from './meaning.ts'

type Answered = {
  spelling: string
  means: string | null | undefined
  /** What the workspace knows of the spelling. */
  known: AliasRow | undefined
  /** The key, or the tag, that is called so. */
  find(name: string): number | undefined
  /** All that it could be another spelling of. */
  names: readonly { id: number; name: string }[]
  of(id: number): SpellingOf
}

/**
 * What was said of spellings in this import becomes aliases of the workspace, in the same change. A spelling of what no row
 * brings is left alone: nothing is made for its sake.
 */
export function rememberSpellings(draft: Draft, spellings: Meaning['spellings'], by: string): void {
  // The draft of a plan is taken up again when it is confirmed, perhaps by somebody else.
  draft.aliases.clear()
  const last = new Map(spellings.map(each => [`${fold(each.key)}\n${fold(each.value ?? '')}`, each]))
  for (const { key, value } of last.values()) {
    const answered = value ? answeredValue(draft, key, value) : answeredKey(draft, key)
    if (answered?.means !== undefined) remember(draft, { ...answered, means: answered.means }, by)
  }
}

function answeredKey(draft: Draft, spelling: string): Answered {
  return {
    spelling,
    means: draft.said.keys.get(fold(spelling)),
    known: spellingsOf(draft.roster).keys.get(fold(spelling)),
    find: name => findKey(draft, name),
    names: [...dictionaryOfDraft(draft).keys()],
    of: id => ({ key_id: id, tag_id: null }),
  }
}

function answeredValue(draft: Draft, key: string, spelling: string): Answered | undefined {
  const keyId = findKey(draft, key)
  const keyName = dictionaryOfDraft(draft).keyById(keyId ?? 0)?.name
  if (keyId === undefined || keyName === undefined) return undefined
  return {
    spelling,
    means: draft.said.values.get(fold(keyName))?.get(fold(spelling)),
    known: spellingsOf(draft.roster).values.get(keyId)?.get(fold(spelling)),
    find: name => findTag(draft, keyId, name),
    names: Array.from(dictionaryOfDraft(draft).tagsOfKey(keyId), ({ id, value }) => ({ id, name: value })),
    of: id => ({ key_id: null, tag_id: id }),
  }
}

function remember(
  draft: Draft,
  { spelling, means, known, find, names, of }: Answered & { means: string | null },
  by: string,
): void {
  const knownId = known?.tag_id ?? known?.key_id
  if (means === null) {
    if (known) dropAlias(draft, known)
    for (const { id, name } of names)
      if (id === knownId || isLookAlike(spelling, name))
        rememberSpelling(draft, { ...of(id), spelling, kind: 'apart' }, by)
    return
  }
  const id = find(means)
  if (id === undefined || id === knownId || find(spelling) !== id) return
  if (known) dropAlias(draft, known)
  rememberSpelling(draft, { ...of(id), spelling, kind: 'means' }, by)
}
