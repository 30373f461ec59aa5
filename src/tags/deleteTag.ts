import { keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { giveInstead } from './giveInstead.ts'
import { mergeTags } from './mergeTags.ts'
import { refuseNamed } from './refuseNamed.ts'

/**
 * Takes a tag from everyone and from the workspace. While a rule names it, that would change whom the rule reaches without
 * anybody having said so; then it is refused, unless another tag is to stand in its place: a merge, for people and rules
 * alike. The key stays, also without any values.
 */
export function deleteTag(id: number, replaceWith: number | undefined): Act<number | null> {
  if (replaceWith !== undefined) return mergeTags(id, replaceWith)
  return async context => {
    const { draft, roster } = context
    const tag = tagRow(draft, id)
    if (!tag) throw new NotFound('There is no such tag.')
    const name = `“${keyRow(draft, tag.key_id)?.name}: ${tag.value}”`
    refuseNamed(
      roster,
      roster.byTag.get(id) ?? [],
      `the tag ${name}`,
      'Take it out of there first, or say with replaceWith which tag stands in its place.',
    )
    await giveInstead(context, new Map([[id, null]]))
    draft.tags.set(id, { before: tag, after: null })
    return { summary: `Delete the tag ${name}`, result: null }
  }
}
