import type { SetKind } from '../db/changeTables.ts'
import type { Sql } from '../db/db.ts'
import type { PersonRow } from '../people/person.ts'
import { difference, nobody, type PeopleSet, union } from '../roster/peopleSet.ts'
import { fromBytes } from '../roster/portable.ts'
import type { Roster } from '../roster/roster.ts'
import { loadPeople } from './loadPeople.ts'

/** What the log keeps the comings and goings of; `people` are the active ones, with the id 0. */
export type AsOfKind = Exclude<SetKind, 'changed' | 'renewed'>

/** Beyond this many ids, reading every move of the kind costs less than naming them. */
const IDS_A_QUERY = 500
const MAX_ID = 2_147_483_647

/** The number of the last change committed at or before a moment (milliseconds since 1970); 0 before the first. */
export async function versionAt(sql: Sql, workspaceId: number, moment: number): Promise<number> {
  const row = await sql
    .selectFrom('change')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('at', '<=', moment)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
}

/** Who was in one set at a moment; see `setsAsOf`. */
export async function setAsOf(
  sql: Sql,
  roster: Roster,
  kind: AsOfKind,
  id: number,
  moment: number,
): Promise<PeopleSet> {
  const sets = await setsAsOf(sql, roster, kind, [id], moment)
  return sets.get(id) ?? nobody
}

/**
 * Who was in each of these sets at a moment: the sets as they are, with everything the log says has come and gone since
 * taken back, newest first. Right for what has been deleted since, too: its going is in the log.
 */
export async function setsAsOf(
  sql: Sql,
  roster: Roster,
  kind: AsOfKind,
  ids: readonly number[],
  moment: number,
): Promise<Map<number, PeopleSet>> {
  // Read together, before anything is awaited: a roster moves on while a query runs.
  const now = roster.version
  const sets = new Map(ids.map(id => [id, setNow(roster, kind, id)]))
  const then = await versionAt(sql, roster.workspaceId, moment)
  if (then >= now || ids.length === 0) return sets
  let moves = sql
    .selectFrom('change_set')
    .select(['target_id', 'entered', 'left_set'])
    .where('workspace_id', '=', roster.workspaceId)
    .where('kind', '=', kind)
    .where('change_id', '>', then)
    .where('change_id', '<=', now)
  if (ids.length <= IDS_A_QUERY) moves = moves.where('target_id', 'in', ids)
  for (const row of await moves.orderBy('change_id', 'desc').execute()) {
    const after = sets.get(row.target_id)
    if (after)
      sets.set(row.target_id, union(difference(after, fromBytes(row.entered)), fromBytes(row.left_set)))
  }
  return sets
}

function setNow(roster: Roster, kind: AsOfKind, id: number): PeopleSet {
  if (kind === 'people') return roster.everyone
  const sets = { tag: roster.holders, segment: roster.members, assignment: roster.received }[kind]
  return sets.get(id) ?? nobody
}

/**
 * People as their rows stood at a version: the before-image of the first change after it, otherwise the row as it is.
 * Whoever was not there yet, or had been undone, is left out.
 */
export async function peopleAsOf(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
  version: number,
): Promise<Map<number, PersonRow>> {
  const images = await imagesAfter(sql, workspaceId, ids, version)
  const found = new Map<number, PersonRow>()
  for (const [id, image] of images) if (image) found.set(id, image)
  const untouched = ids.filter(id => !images.has(id))
  for (const row of await loadPeople(sql, workspaceId, untouched)) found.set(row.id, row)
  for (const [id, row] of found) if (row.status === 'removed') found.delete(id)
  return found
}

const IMAGES_A_QUERY = 50

/**
 * The before-image of the first change after a version that wrote each person; null for people who were created after it.
 * Those whom no change has touched since are left out: their row is as it was.
 */
export async function imagesAfter(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
  version: number,
): Promise<Map<number, PersonRow | null>> {
  const found = new Map<number, PersonRow | null>()
  if (ids.length === 0) return found
  const open = new Set(ids)
  // Not Math.min(...ids): a million arguments are too many.
  const first = ids.reduce((a, b) => Math.min(a, b))
  const last = ids.reduce((a, b) => Math.max(a, b))
  // In pages, and no further than needed: the first image found is the one that counts.
  for (let after = { change: version, id: MAX_ID }; open.size > 0; ) {
    const rows = await sql
      .selectFrom('change_person')
      .select(['change_id', 'first_id', 'last_id', 'before'])
      .where('workspace_id', '=', workspaceId)
      .where(eb =>
        eb.or([
          eb('change_id', '>', after.change),
          eb.and([eb('change_id', '=', after.change), eb('first_id', '>', after.id)]),
        ]),
      )
      .where('first_id', '<=', last)
      .where('last_id', '>=', first)
      .orderBy('change_id')
      .orderBy('first_id')
      .limit(IMAGES_A_QUERY)
      .execute()
    for (const row of rows) takeImages(row, open, found)
    const end = rows.at(-1)
    if (!end || rows.length < IMAGES_A_QUERY) break
    after = { change: end.change_id, id: end.first_id }
  }
  return found
}

function takeImages(
  row: { first_id: number; last_id: number; before: string | null },
  open: Set<number>,
  found: Map<number, PersonRow | null>,
): void {
  if (row.before === null) {
    for (const id of open) {
      if (id < row.first_id || id > row.last_id) continue
      open.delete(id)
      found.set(id, null)
    }
    return
  }
  for (const image of JSON.parse(row.before) as PersonRow[]) {
    if (open.delete(image.id)) found.set(image.id, image)
  }
}
