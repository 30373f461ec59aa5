import { ASSIGNMENT_COLUMNS } from '../../db/assignmentColumns.ts'
import type { ChangeRowTable } from '../../db/changeTables.ts'
import type { Sql } from '../../db/db.ts'
import type { AliasRow, AssignmentRow, ExceptionRow, KeyRow, SegmentRow, TagRow } from '../../db/schema.ts'
import type { Three } from './threeWay.ts'

const IDS_A_QUERY = 1_000

type Kind = ChangeRowTable['kind']
type Rows = {
  key: KeyRow
  tag: TagRow
  alias: AliasRow
  segment: SegmentRow
  assignment: AssignmentRow
  exception: ExceptionRow
}

/** Keys, tags, aliases, segments, assignments or exceptions that a change wrote: as it found them, left them, and as they are. */
export async function loadRows<K extends Kind>(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  kind: K,
): Promise<Three<Rows[K]>[]> {
  const written = await sql
    .selectFrom('change_row')
    .select(['row_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .where('kind', '=', kind)
    .orderBy('row_id')
    .execute()
  const ids = written.map(row => row.row_id)
  const next = await nextImages(sql, workspaceId, changeId, kind, ids)
  const current = await presentRows(sql, workspaceId, kind, ids)
  const read = (image: string | null | undefined) =>
    image ? ({ ...ADDED_LATER[kind], ...JSON.parse(image) } as Rows[K]) : null
  return written.map(({ row_id: id, before }) => {
    const present = (current.get(id) as Rows[K] | undefined) ?? null
    return { id, before: read(before), after: next.has(id) ? read(next.get(id)) : present, current: present }
  })
}

/** What images say that were made before there were these columns. */
const ADDED_LATER: { [K in Kind]?: Partial<Rows[K]> } = {
  assignment: {
    repeat: null,
    occurrence: 1,
    occurred_on: null,
    completion: 'done',
    steps: '[]',
    next_step: 1,
  },
}

/** What the first later change found: that is what this one had left. */
async function nextImages(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  kind: Kind,
  ids: readonly number[],
): Promise<Map<number, string | null>> {
  const found = new Map<number, string | null>()
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('change_row')
      .select(['row_id', 'before'])
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .where('row_id', 'in', ids.slice(start, start + IDS_A_QUERY))
      .where('change_id', '>', changeId)
      .orderBy('change_id')
      .execute()
    for (const row of rows) if (!found.has(row.row_id)) found.set(row.row_id, row.before)
  }
  return found
}

async function presentRows(
  sql: Sql,
  workspaceId: number,
  kind: Kind,
  ids: readonly number[],
): Promise<Map<number, object>> {
  const found = new Map<number, object>()
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const some = ids.slice(start, start + IDS_A_QUERY)
    for (const row of await PRESENT[kind](sql, workspaceId, some)) found.set(row.id, row)
  }
  return found
}

const PRESENT: {
  [K in Kind]: (sql: Sql, workspaceId: number, ids: readonly number[]) => Promise<Rows[K][]>
} = {
  key: (sql, workspaceId, ids) =>
    sql
      .selectFrom('tag_key')
      .select(['id', 'name', 'name_fold', 'type', 'position'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
  tag: (sql, workspaceId, ids) =>
    sql
      .selectFrom('tag')
      .select(['id', 'key_id', 'value', 'value_fold'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
  alias: (sql, workspaceId, ids) =>
    sql
      .selectFrom('alias')
      .select(['id', 'key_id', 'tag_id', 'spelling', 'spelling_fold', 'kind', 'created_at', 'created_by'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
  segment: (sql, workspaceId, ids) =>
    sql
      .selectFrom('segment')
      .select(['id', 'name', 'name_fold', 'description', 'rule', 'updated_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
  assignment: (sql, workspaceId, ids) =>
    sql
      .selectFrom('assignment')
      .select(ASSIGNMENT_COLUMNS)
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
  exception: (sql, workspaceId, ids) =>
    sql
      .selectFrom('exception')
      .select(['id', 'assignment_id', 'person_id', 'kind', 'occurrence', 'until', 'reason', 'made_at'])
      .select(['made_by', 'ended_at', 'ended_by'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .where('deleted_in', 'is', null)
      .execute(),
}
