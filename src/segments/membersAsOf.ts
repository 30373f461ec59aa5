import { peopleAsOf, setAsOf, versionAt } from '../changes/asOf.ts'
import type { PersonName } from '../changes/moveContract.ts'
import { pageOfPeople } from '../changes/pageOfPeople.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'

/**
 * A page of a segment's members at a moment, as they were called then; words are looked for in their names of today. Of a
 * segment deleted since, too. Throws NotFound for one that never was.
 */
export async function membersAsOf(
  sql: Sql,
  roster: Roster,
  id: number,
  moment: number,
  page: { q?: string; cursor?: string; limit?: number },
): Promise<{ items: PersonName[]; total: number; nextCursor: string | null }> {
  const { workspaceId } = roster
  if (!roster.segments.has(id)) await requireTombstone(sql, workspaceId, id)
  const members = await setAsOf(sql, roster, 'segment', id, moment)
  const found = await pageOfPeople(sql, workspaceId, members, page)
  const version = await versionAt(sql, workspaceId, moment)
  const then = await peopleAsOf(
    sql,
    workspaceId,
    found.items.map(person => person.id),
    version,
  )
  const items = found.items.map(person => {
    const { email, firstName, lastName } = then.get(person.id) ?? person
    return { id: person.id, email, firstName, lastName }
  })
  return { ...found, items }
}

async function requireTombstone(sql: Sql, workspaceId: number, id: number): Promise<void> {
  const row = await sql
    .selectFrom('segment')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such segment, and there never was.')
}
