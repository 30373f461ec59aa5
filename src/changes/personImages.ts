import type { Sql } from '../db/db.ts'
import type { PersonRow } from '../people/person.ts'

/** One change that wrote a person's row, with what it found there; null where it made them. */
export type PersonImage = {
  change: {
    id: number
    at: number
    act: string
    undoes: number | null
    actor: { kind: 'account' | 'key' | 'system'; name: string }
    importId: number | null
  }
  before: PersonRow | null
}

const CHANGES_A_QUERY = 50

/** The changes that wrote a person up to a version, newest first; read in pages, and no further than somebody asks. */
export async function* personImages(
  sql: Sql,
  workspaceId: number,
  id: number,
  version: number,
): AsyncGenerator<PersonImage> {
  for (let last = version + 1; ; ) {
    const rows = await pageOfImages(sql, workspaceId, id, last)
    for (const row of rows) {
      const before = row.before === null ? null : imageIn(row.before, id)
      if (before === undefined) continue
      const { at, act, undoes, import_id: importId } = row
      const actor = { kind: row.actor_kind, name: row.actor_name }
      yield { change: { id: row.id, at, act, undoes, actor, importId }, before }
    }
    const end = rows.at(-1)
    if (!end || rows.length < CHANGES_A_QUERY) return
    last = end.id
  }
}

/**
 * Images stand some hundred in a row as JSON; a number is an object's `id` only outside of strings, where its quotes are
 * bare, so that looking for the text leaves out nearly all that are of others.
 */
async function pageOfImages(sql: Sql, workspaceId: number, id: number, below: number) {
  return await sql
    .selectFrom('change_person')
    .innerJoin('change', join =>
      join
        .onRef('change.workspace_id', '=', 'change_person.workspace_id')
        .onRef('change.id', '=', 'change_person.change_id'),
    )
    .select(['change.id', 'at', 'act', 'undoes', 'actor_kind', 'actor_name', 'import_id', 'before'])
    .where('change_person.workspace_id', '=', workspaceId)
    .where('change_person.change_id', '<', below)
    .where('first_id', '<=', id)
    .where('last_id', '>=', id)
    .where(eb => eb.or([eb('before', 'is', null), eb('before', 'like', `%"id":${id},%`)]))
    .orderBy('change_person.change_id', 'desc')
    .orderBy('first_id', 'desc')
    .limit(CHANGES_A_QUERY)
    .execute()
}

function imageIn(before: string, id: number): PersonRow | undefined {
  return (JSON.parse(before) as PersonRow[]).find(image => image.id === id)
}
