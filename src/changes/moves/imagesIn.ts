import type { Sql } from '../../db/db.ts'
import type { PersonRow } from '../../people/person.ts'

const ROWS_A_QUERY = 500

/**
 * The before-images that one change kept of these people; null of those it made. Whoever it did not write is left out. Only
 * rows that can hold one of them are read: a page of a change of a million people is some kilobytes.
 */
export async function imagesIn(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  people: readonly number[],
): Promise<Map<number, PersonRow | null>> {
  const found = new Map<number, PersonRow | null>()
  if (people.length === 0) return found
  const ids = [...people].sort((a, b) => a - b)
  const of = sql
    .selectFrom('change_person')
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
  const spans = await of
    .select(['first_id', 'last_id', raw => raw('before', 'is', null).as('is_new')])
    .where('first_id', '<=', ids.at(-1) ?? 0)
    .where('last_id', '>=', ids[0] ?? 0)
    .orderBy('first_id')
    .execute()
  const rows: number[] = []
  let at = 0
  for (const { first_id: first, last_id: last, is_new: isNew } of spans) {
    while (at < ids.length && (ids[at] ?? 0) < first) at++
    let holds = false
    for (; at < ids.length && (ids[at] ?? 0) <= last; at++) {
      holds = true
      // The databases say a truth as true or as 1.
      if (Number(isNew) === 1) found.set(ids[at] ?? 0, null)
    }
    if (holds && Number(isNew) !== 1) rows.push(first)
  }
  const wanted = new Set(ids)
  for (let start = 0; start < rows.length; start += ROWS_A_QUERY) {
    const images = await of
      .select('before')
      .where('first_id', 'in', rows.slice(start, start + ROWS_A_QUERY))
      .execute()
    for (const { before } of images)
      for (const image of JSON.parse(before ?? '[]') as PersonRow[])
        if (wanted.has(image.id)) found.set(image.id, image)
  }
  return found
}
