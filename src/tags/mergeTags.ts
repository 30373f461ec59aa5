import { keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { TagRow } from '../db/schema.ts'
import { Invalid, NotFound } from '../errors.ts'
import { giveInstead } from './giveInstead.ts'
import { putRule } from './putRule.ts'
import { rememberSpelling } from './rememberSpelling.ts'
import { replaceTag } from './replaceTag.ts'

/**
 * Makes one tag of two: whoever holds the first gets the other, every rule that names the first names the other, and the
 * first is gone, its value remembered as another spelling. The two may be of different keys; then nothing is remembered.
 */
export function mergeTags(id: number, into: number): Act<number> {
  return async context => {
    const { draft, roster } = context
    const from = tagRow(draft, id)
    if (!from) throw new NotFound('There is no such tag.')
    const to = tagRow(draft, into)
    if (!to || into === id) {
      const message = to ? 'A tag cannot be merged into itself.' : 'There is no tag to merge into.'
      throw new Invalid(message, [{ path: 'into', message }])
    }
    await giveInstead(context, new Map([[id, into]]))
    const place = (row: TagRow) => ({ id: row.id, keyId: row.key_id })
    for (const segmentId of roster.byTag.get(id) ?? []) {
      const segment = roster.segments.get(segmentId)
      if (segment) putRule(draft, segmentId, replaceTag(segment.rule, place(from), place(to)))
    }
    draft.tags.set(id, { before: from, after: null })
    draft.merged.set(id, into)
    if (from.key_id === to.key_id)
      rememberSpelling(
        draft,
        { key_id: null, tag_id: into, spelling: from.value, kind: 'means' },
        context.actor.name,
      )
    const name = (tag: TagRow) => `“${keyRow(draft, tag.key_id)?.name}: ${tag.value}”`
    return { summary: `Merge the tag ${name(from)} into ${name(to)}`, result: into }
  }
}
