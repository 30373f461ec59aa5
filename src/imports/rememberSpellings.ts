import { type Draft, dictionaryOfDraft, findKey, findTag } from '../changes/draft.ts'
import type { AliasRow } from '../db/schema.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { fold } from '../tags/fold.ts'
import { createLookAlikes, type LookAlikes } from '../tags/lookAlikes.ts'
import { rememberSpelling, type SpellingOf } from '../tags/rememberSpelling.ts'
import { dropAlias } from '../tags/settleAliases.ts'
import type { Meaning } from './meaning.ts'

type Answered = {
  spelling: string
  means: string | null
  /** What the workspace knows of the spelling. */
  known: AliasRow | undefined
  /** The key, or the tag, that is called so. */
  find(name: string): number | undefined
  /** What the spelling looks like, by id. */
  alike: readonly number[]
  of(id: number): SpellingOf
}

/**
 * What was said of spellings in this import becomes aliases of the workspace, in the same change. A spelling of what no row
 * brings is left alone: nothing is made for its sake.
 */
export function rememberSpellings(draft: Draft, spellings: Meaning['spellings'], by: string): void {
  // The draft of a plan is taken up again when it is confirmed, perhaps by somebody else.
  draft.aliases.clear()
  if (spellings.length === 0) return
  const dictionary = dictionaryOfDraft(draft)
  const alikeKey = alikeAmong(() => Array.from(dictionary.keys(), ({ id, name }) => [name, id]))
  const alikeValue = new Map<number, (spelling: string) => number[]>()
  const last = new Map(spellings.map(each => [`${fold(each.key)}\n${fold(each.value ?? '')}`, each]))
  for (const { key, value } of last.values()) {
    if (value) rememberValue(key, value)
    else rememberKey(key)
  }

  function rememberKey(spelling: string): void {
    const means = draft.said.keys.get(fold(spelling))
    if (means === undefined) return
    const known = spellingsOf(draft.roster).keys.get(fold(spelling))
    const alike = means === null ? alikeKey(spelling) : []
    const find = (name: string) => findKey(draft, name)
    remember(draft, { spelling, means, known, find, alike, of: id => ({ key_id: id, tag_id: null }) }, by)
  }

  function rememberValue(key: string, spelling: string): void {
    const keyId = findKey(draft, key) ?? 0
    const name = dictionary.keyById(keyId)?.name
    const means = draft.said.values.get(fold(name ?? ''))?.get(fold(spelling))
    if (means === undefined) return
    const known = spellingsOf(draft.roster).values.get(keyId)?.get(fold(spelling))
    const among =
      alikeValue.get(keyId) ??
      alikeAmong(() => Array.from(dictionary.tagsOfKey(keyId), ({ id, value }) => [value, id]))
    alikeValue.set(keyId, among)
    const alike = means === null ? among(spelling) : []
    const find = (value: string) => findTag(draft, keyId, value)
    remember(draft, { spelling, means, known, find, alike, of: id => ({ key_id: null, tag_id: id }) }, by)
  }
}

/** Looks spellings up among names; these are only filed when somebody asks. */
function alikeAmong(names: () => [name: string, id: number][]): (spelling: string) => number[] {
  let ids: Map<string, number> | undefined
  let index: LookAlikes | undefined
  return spelling => {
    ids ??= new Map(names())
    index ??= createLookAlikes(ids.keys())
    return index.findAll(spelling).flatMap(name => ids?.get(name) ?? [])
  }
}

function remember(draft: Draft, { spelling, means, known, find, alike, of }: Answered, by: string): void {
  const knownId = known?.tag_id ?? known?.key_id ?? undefined
  if (means === null) {
    if (known) dropAlias(draft, known)
    for (const id of new Set(knownId === undefined ? alike : [...alike, knownId]))
      rememberSpelling(draft, { ...of(id), spelling, kind: 'apart' }, by)
    return
  }
  const id = find(means)
  if (id === undefined || id === knownId || find(spelling) !== id) return
  if (known) dropAlias(draft, known)
  rememberSpelling(draft, { ...of(id), spelling, kind: 'means' }, by)
}
