import { keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { clean, fold } from './fold.ts'
import { rememberSpelling } from './rememberSpelling.ts'

/**
 * People and rules hold the tag by id, so nothing but its name changes; rules that read the key's values do follow. The old
 * value is remembered as another spelling, as that of a merged tag is: files go on bringing it.
 */
export function renameTag(id: number, to: string): Act<number> {
  return async ({ draft, roster, actor }) => {
    const before = tagRow(draft, id)
    if (!before) throw new NotFound('There is no such tag.')
    const value = clean(to)
    if (value === '') {
      throw new Invalid('The value holds nothing visible.', [
        { path: 'value', message: 'Write something here.' },
      ])
    }
    const key = keyRow(draft, before.key_id)?.name ?? ''
    const other = roster.tagByFold.get(before.key_id)?.get(fold(value))
    if (other !== undefined && other !== id) {
      const present = roster.tags.get(other)?.value
      throw new Conflict(
        `There already is a tag “${key}: ${present}”. To make one of both, merge “${before.value}” into it.`,
        { tag: { id: other, key, value: present } },
      )
    }
    const after = { ...before, value, value_fold: fold(value) }
    if (value !== before.value) draft.tags.set(id, { before, after })
    if (after.value_fold !== before.value_fold)
      rememberSpelling(draft, { key_id: null, tag_id: id, spelling: before.value, kind: 'means' }, actor.name)
    return { summary: `Rename the tag “${key}: ${before.value}” to “${value}”`, result: id }
  }
}
