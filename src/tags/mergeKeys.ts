import { type Draft, keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { KeyRow } from '../db/schema.ts'
import { Invalid, NotFound } from '../errors.ts'
import { tagsOfKey } from '../roster/roster.ts'
import { fold } from './fold.ts'
import { giveInstead } from './giveInstead.ts'
import { keyInRule } from './keyInRule.ts'
import { putRule } from './putRule.ts'
import { noteOnValues } from './readable.ts'
import { rememberSpelling } from './rememberSpelling.ts'
import { segmentsAskingKey } from './segmentsAskingKey.ts'

const NAMED = 5

/**
 * Makes one key of two. Values of the first that the other has too are joined with those, as by merging the tags; the rest
 * move as they are, so nobody's row is written for them. Rules follow; those that read all values of either key read those
 * of both from then on, and whom that moves is in the plan like anything else. The name is remembered as another one.
 */
export function mergeKeys(id: number, into: number): Act<number> {
  return async context => {
    const { draft, roster } = context
    const from = keyRow(draft, id)
    if (!from) throw new NotFound('There is no such tag key.')
    const to = keyRow(draft, into)
    if (!to || into === id) {
      const message = to ? 'A key cannot be merged into itself.' : 'There is no key to merge into.'
      throw new Invalid(message, [{ path: 'into', message }])
    }
    const asking = segmentsAskingKey(roster, id)
    const joined = moveTags(draft, id, into)
    noteValues(draft, joined.size)
    noteReaders(draft, from, to)
    draft.keys.set(id, { before: from, after: null })
    draft.mergedKeys.set(id, into)
    rememberSpelling(
      draft,
      { key_id: into, tag_id: null, spelling: from.name, kind: 'means' },
      context.actor.name,
    )
    await giveInstead(context, joined)
    for (const segmentId of asking) {
      const segment = roster.segments.get(segmentId)
      if (segment) putRule(draft, segmentId, keyInRule(segment.rule, id, into, joined))
    }
    const note = noteOnValues(to, valuesAfter(draft, into))
    if (note) draft.notes.push(note)
    return { summary: `Merge the tag key “${from.name}” into “${to.name}”`, result: into }
  }
}

/** Answers which tags were joined with which. */
function moveTags(draft: Draft, from: number, into: number): Map<number, number> {
  const { roster } = draft
  const joined = new Map<number, number>()
  for (const { id, value } of tagsOfKey(roster, from)) {
    const before = tagRow(draft, id)
    if (!before) continue
    const same = roster.tagByFold.get(into)?.get(fold(value))
    draft.tags.set(id, { before, after: same === undefined ? { ...before, key_id: into } : null })
    if (same === undefined) continue
    joined.set(id, same)
    draft.merged.set(id, same)
  }
  return joined
}

/** Says how many values move, which no other part of the plan does, and how many are joined. */
function noteValues(draft: Draft, joined: number): void {
  const moved = draft.tags.size - joined
  const said = [
    moved === 0 ? '' : moved === 1 ? 'One value moves as it is.' : `${moved} values move as they are.`,
    joined === 0
      ? ''
      : joined === 1
        ? 'One value is joined with the equal one there.'
        : `${joined} values are joined with the equal ones there.`,
  ]
  if (moved + joined > 0) draft.notes.push(said.filter(Boolean).join(' '))
}

/** Only what a key's values are to rules that read all of them can change whom a rule means. */
function noteReaders(draft: Draft, from: KeyRow, to: KeyRow): void {
  const { roster } = draft
  for (const [key, other] of [
    [from, to],
    [to, from],
  ] as const) {
    const names = [...(roster.byKey.get(key.id) ?? [])].flatMap(id => roster.segments.get(id)?.name ?? [])
    if (names.length === 0) continue
    const some = names.slice(0, NAMED).map(name => `“${name}”`)
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    draft.notes.push(
      `${names.length === 1 ? 'The rule of' : 'The rules of'} ${some.join(', ')}${more} ${names.length === 1 ? 'reads' : 'read'} all values of “${key.name}”, and from then on those of “${other.name}” too.`,
    )
  }
}

function valuesAfter(draft: Draft, keyId: number): string[] {
  const moved = [...draft.tags.values()].flatMap(({ after }) => (after?.key_id === keyId ? after.value : []))
  return [...[...tagsOfKey(draft.roster, keyId)].map(tag => tag.value), ...moved]
}
