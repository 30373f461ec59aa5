import { keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { tagsOfKey } from '../roster/roster.ts'
import { giveInstead } from './giveInstead.ts'
import { refuseNamed } from './refuseNamed.ts'
import { segmentsAskingKey } from './segmentsAskingKey.ts'

/** Takes a key with all its tags from everyone and from the workspace; refused while a rule names it or one of its tags. */
export function deleteKey(id: number): Act<null> {
  return async context => {
    const { draft, roster } = context
    const key = keyRow(draft, id)
    if (!key) throw new NotFound('There is no such tag key.')
    refuseNamed(
      roster,
      segmentsAskingKey(roster, id),
      `the tag key “${key.name}” or a value of it`,
      'Take it out of there first, or merge this key into another.',
    )
    const gone = [...tagsOfKey(roster, id)].flatMap(tag => tagRow(draft, tag.id) ?? [])
    await giveInstead(context, new Map(gone.map(row => [row.id, null])))
    for (const row of gone) draft.tags.set(row.id, { before: row, after: null })
    draft.keys.set(id, { before: key, after: null })
    const values = gone.length === 0 ? '' : ` and its ${valuesInWords(gone.length)}`
    return { summary: `Delete the tag key “${key.name}”${values}`, result: null }
  }
}

const valuesInWords = (count: number) => (count === 1 ? 'value' : `${count.toLocaleString('en')} values`)
