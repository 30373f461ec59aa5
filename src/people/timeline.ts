import { versionAt } from '../changes/asOf.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { rowsAsOf } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import type { Roster } from '../roster/roster.ts'
import { describeChange } from './describeChange.ts'
import type { PersonRow } from './person.ts'
import { tagNames } from './showPerson.ts'

type Step = { changeId: number; at: string; actor: string; act: string; lines: string[] }

/**
 * What happened to a person, newest first: each change that wrote their row, from the before-images of the log. Of a past
 * moment what had happened by then, under the names of then.
 */
export async function timeline(
  sql: Sql,
  roster: Roster,
  id: number,
  { limit = 50, cursor, asOf }: { cursor?: string; limit?: number; asOf?: string },
): Promise<{ items: Step[]; total: number; nextCursor: string | null }> {
  const [person] = await loadPeople(sql, roster.workspaceId, [id])
  if (!person || person.status === 'removed') throw new NotFound('There is no such person.')
  const { workspaceId } = roster
  const version = asOf === undefined ? undefined : await versionAt(sql, workspaceId, Date.parse(asOf))
  const written = imagesOf(sql, workspaceId, id).$if(version !== undefined, query =>
    query.where('change.id', '<=', version ?? 0),
  )
  const below = readCursor(RowNumber, cursor) ?? (version === undefined ? undefined : version + 1)
  const { total } = await written.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await written
    .select(['change.id', 'at', 'actor_name', 'act', 'before', 'file_name'])
    .$if(below !== undefined, query => query.where('change.id', '<', below ?? 0))
    .orderBy('change.id', 'desc')
    .limit(limit + 1)
    .execute()
  // What a change left is what the next one found.
  const newer = below === undefined ? undefined : await nextImage(sql, workspaceId, id, below)
  const images = rows.map(row => imageIn(row.before, id))
  const states = [newer ?? person, ...images]
  const names = await tagNames(
    sql,
    roster,
    states.filter(state => state !== null),
    version === undefined ? undefined : await rowsAsOf(sql, workspaceId, version),
  )
  const items = rows.slice(0, limit).map((row, at): Step => {
    const source = row.file_name === null ? null : `import ${row.file_name}`
    const after = states[at] ?? person
    return {
      changeId: row.id,
      at: new Date(row.at).toISOString(),
      actor: row.actor_name,
      act: row.act,
      lines: describeChange(images[at] ?? null, after, names, source),
    }
  })
  const last = items.at(-1)
  return {
    items,
    total: Number(total),
    nextCursor: rows.length > limit && last ? writeCursor(last.changeId) : null,
  }
}

/**
 * The rows of the log that hold a person. Images stand some hundred in a row as JSON; a number is an object's `id` only
 * outside of strings, where its quotes are bare, so looking for the text is exact.
 */
function imagesOf(sql: Sql, workspaceId: number, id: number) {
  return sql
    .selectFrom('change_person')
    .innerJoin('change', join =>
      join
        .onRef('change.workspace_id', '=', 'change_person.workspace_id')
        .onRef('change.id', '=', 'change_person.change_id'),
    )
    .leftJoin('import', join =>
      join
        .onRef('import.workspace_id', '=', 'change.workspace_id')
        .onRef('import.id', '=', 'change.import_id'),
    )
    .where('change_person.workspace_id', '=', workspaceId)
    .where('first_id', '<=', id)
    .where('last_id', '>=', id)
    .where(eb =>
      eb.or([
        eb('before', 'is', null),
        eb('before', 'like', `%"id":${id},%`),
        eb('before', 'like', `%"id":${id}}%`),
      ]),
    )
}

async function nextImage(
  sql: Sql,
  workspaceId: number,
  id: number,
  changeId: number,
): Promise<PersonRow | null | undefined> {
  const row = await imagesOf(sql, workspaceId, id)
    .select('before')
    .where('change.id', '>=', changeId)
    .orderBy('change.id')
    .limit(1)
    .executeTakeFirst()
  return row && imageIn(row.before, id)
}

/** The person's own image; null where the change made them. */
function imageIn(before: string | null, id: number): PersonRow | null {
  if (before === null) return null
  const images = JSON.parse(before) as PersonRow[]
  return images.find(image => image.id === id) ?? null
}
