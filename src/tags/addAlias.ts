import { type Draft, keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { AliasRow } from '../db/schema.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { spellingsOf } from '../roster/spellings.ts'
import type { NewAlias } from './aliasContract.ts'
import { clean, fold } from './fold.ts'
import { rememberSpelling } from './rememberSpelling.ts'

type Target = { keyId: number | null; tagId: number | null; key: string; value: string | null }

/**
 * Remembers another spelling of a key or a tag, or that a spelling is not it though it looks like it. From then on files and
 * bodies that bring the spelling mean the target; what people carry already is not touched.
 */
export function addAlias({ spelling, kind = 'means', keyId, tagId }: NewAlias): Act<number> {
  return async ({ draft, actor }) => {
    const folded = fold(spelling)
    if (folded === '') {
      throw new Invalid('The spelling holds nothing visible.', [
        { path: 'spelling', message: 'Write something here.' },
      ])
    }
    const target = targetOf(draft, keyId, tagId)
    const name = target.value ?? target.key
    if (fold(name) === folded) {
      const message = `“${name}” is its own name already, in whatever case it is written.`
      throw new Invalid(message, [{ path: 'spelling', message }])
    }
    const known = knownAs(draft, target, folded, kind)
    const what = target.value === null ? `the tag key “${name}”` : `“${target.key}: ${name}”`
    const summary =
      kind === 'means'
        ? `Read “${clean(spelling)}” as ${what}`
        : `Keep “${clean(spelling)}” apart from ${what}`
    if (known !== undefined) return { summary, result: known }
    if (kind === 'means') refuseNamed(draft, target, folded)
    const ids =
      tagId === undefined ? { key_id: target.keyId ?? 0, tag_id: null } : { key_id: null, tag_id: tagId }
    return { summary, result: rememberSpelling(draft, { ...ids, spelling, kind }, actor.name) }
  }
}

function targetOf(draft: Draft, keyId: number | undefined, tagId: number | undefined): Target {
  const tag = tagId === undefined ? undefined : tagRow(draft, tagId)
  if (tagId !== undefined && !tag) throw new NotFound('There is no such tag.')
  const key = keyRow(draft, tag?.key_id ?? keyId ?? 0)
  if (!key) throw new NotFound('There is no such tag key.')
  return { keyId: tag ? null : key.id, tagId: tag?.id ?? null, key: key.name, value: tag?.value ?? null }
}

/** The alias that says the same already. Throws Conflict for a spelling that is known to mean something. */
function knownAs(draft: Draft, target: Target, folded: string, kind: AliasRow['kind']): number | undefined {
  const { roster } = draft
  const { keys, values, ofKey, ofTag } = spellingsOf(roster)
  const isSame = (alias: AliasRow) => alias.key_id === target.keyId && alias.tag_id === target.tagId
  const tagKey = target.tagId === null ? undefined : roster.tags.get(target.tagId)?.keyId
  const meant = tagKey === undefined ? keys.get(folded) : values.get(tagKey)?.get(folded)
  if (meant && kind === 'means' && isSame(meant)) return meant.id
  if (meant) {
    const other = roster.tags.get(meant.tag_id ?? 0)?.value ?? roster.keys.get(meant.key_id ?? 0)?.name
    throw new Conflict(
      `“${meant.spelling}” is known as another spelling of “${other}”. Remove that one first.`,
      { alias: meant.id },
    )
  }
  const own = (target.tagId === null ? ofKey.get(target.keyId ?? 0) : ofTag.get(target.tagId)) ?? []
  return own.find(alias => alias.kind === kind && alias.spelling_fold === folded)?.id
}

/** What is called so itself means itself: making one of both is a merge, which remembers the spelling. */
function refuseNamed(draft: Draft, { tagId, key }: Target, folded: string): void {
  const { roster } = draft
  if (tagId === null) {
    const other = roster.keys.get(roster.keyByFold.get(folded) ?? 0)
    if (other)
      throw new Conflict(
        `There is a tag key “${other.name}”. To make one of both, merge it; its name is then remembered as another spelling.`,
        { key: { id: other.id, name: other.name } },
      )
    return
  }
  const keyId = roster.tags.get(tagId)?.keyId ?? 0
  const other = roster.tags.get(roster.tagByFold.get(keyId)?.get(folded) ?? 0)
  if (other)
    throw new Conflict(
      `There is a tag “${key}: ${other.value}”. To make one of both, merge it; its value is then remembered as another spelling.`,
      { tag: { id: other.id, key, value: other.value } },
    )
}
