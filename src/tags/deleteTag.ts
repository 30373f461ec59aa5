import { keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Conflict, NotFound } from '../errors.ts'
import { giveInstead, mergeTags } from './mergeTags.ts'

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
    const dependents = [...(roster.byTag.get(id) ?? [])].flatMap(segmentId => {
      const segment = roster.segments.get(segmentId)
      return segment ? [{ kind: 'segment', id: segmentId, name: segment.name }] : []
    })
    if (dependents.length > 0) {
      const names = dependents.slice(0, 5).map(each => `“${each.name}”`)
      const more = dependents.length > 5 ? ` and ${dependents.length - 5} more` : ''
      const rules = dependents.length === 1 ? 'The rule of the segment' : 'The rules of the segments'
      throw new Conflict(
        `${rules} ${names.join(', ')}${more} ${dependents.length === 1 ? 'names' : 'name'} the tag ${name}. Take it out of there first, or say with replaceWith which tag stands in its place.`,
        { dependents },
      )
    }
    await giveInstead(context, id, null)
    draft.tags.set(id, { before: tag, after: null })
    return { summary: `Delete the tag ${name}`, result: null }
  }
}
