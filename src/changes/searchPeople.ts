import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import { searchText } from '../people/person.ts'
import { difference, intersection, type PeopleSet, setOf, union } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'

/** Those of a set whose name or address holds all the words (`searchable`); drafted rows count as the draft has them. */
export async function searchPeople(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  words: readonly string[],
  drafted?: Draft['people'],
): Promise<PeopleSet> {
  let query = sql.selectFrom('person').select('id').where('workspace_id', '=', workspaceId)
  for (const word of words)
    query = query.where(raw<boolean>`search like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  const rows = await query.orderBy('id').execute()
  const stored = setOf(rows.map(row => row.id))
  if (!drafted || drafted.size === 0) return intersection(set, stored)
  const written: number[] = []
  const fitting: number[] = []
  for (const [id, { after }] of drafted) {
    written.push(id)
    const text = searchText(after)
    if (words.every(word => text.includes(word))) fitting.push(id)
  }
  return intersection(set, union(difference(stored, setOf(written)), setOf(fitting)))
}
