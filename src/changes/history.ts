import { sql as raw } from 'kysely'
import type { SetKind } from '../db/changeTables.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { pageOfIds } from '../roster/pages.ts'
import { nobody, type PeopleSet, union, unionOf } from '../roster/peopleSet.ts'
import { fromBytes } from '../roster/portable.ts'
import type { AsOfKind } from './asOf.ts'
import type { Change, Plan } from './contract.ts'
import { personNames } from './personNames.ts'
import { canUndo } from './undo/canUndo.ts'

type ListInput = {
  act?: string
  actor?: string
  person?: number
  segment?: number
  cursor?: string
  limit?: number
}
type Side = 'entered' | 'left' | 'changed'

const SAMPLE = 10

/** The log, newest first. `act` may be a whole family: “segments” finds segments.create and its kin. */
export async function listChanges(
  sql: Sql,
  workspaceId: number,
  { act, actor, person, segment, cursor, limit = 50 }: ListInput,
): Promise<{ items: Change[]; total: number; nextCursor: string | null }> {
  let found = sql.selectFrom('change').where('change.workspace_id', '=', workspaceId)
  if (act !== undefined)
    found = found.where(eb => eb.or([eb('act', '=', act), eb('act', 'like', `${act}.%`)]))
  if (actor !== undefined)
    found = found.where(eb => eb.or([eb('actor_id', '=', actor), eb('actor_name', '=', actor)]))
  if (person !== undefined) found = found.where(wroteOrMoved(person))
  if (segment !== undefined) found = found.where(touchedSegment(segment))
  const count = await found.select(eb => eb.fn.countAll<number>().as('changes')).executeTakeFirstOrThrow()
  const before = readCursor(RowNumber, cursor)
  let page = found.select(COLUMNS).select(hasRows.as('has_rows'))
  if (before !== undefined) page = page.where('id', '<', before)
  const rows = await page
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit).map(showChange)
  const last = items.at(-1)
  return {
    items,
    total: Number(count.changes),
    nextCursor: last && rows.length > limit ? writeCursor(last.id) : null,
  }
}

/** A change with its plan as it was committed; the names are those of today. Throws NotFound. */
export async function getChange(sql: Sql, workspaceId: number, id: number): Promise<Change & { plan: Plan }> {
  const row = await sql
    .selectFrom('change')
    .select(COLUMNS)
    .select(['plan', hasRows.as('has_rows')])
    .where('change.workspace_id', '=', workspaceId)
    .where('change.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound(`There is no change ${id}.`)
  return { ...showChange(row), plan: await withNames(sql, workspaceId, id, JSON.parse(row.plan) as Plan) }
}

/** The people on one side of one part of a change: `people`, `tag:ID`, `segment:ID` or `assignment:ID`. */
export async function sideOfChange(
  sql: Sql,
  workspaceId: number,
  id: number,
  part: string,
  side: Side,
): Promise<PeopleSet> {
  const [kind, target = '0'] = part.split(':')
  const isChanged = kind === 'people' && side === 'changed'
  const rows = await sql
    .selectFrom('change_set')
    .select(['entered', 'left_set'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', id)
    .where('kind', 'in', isChanged ? ['changed'] : kindsOf(kind as AsOfKind))
    .where('target_id', '=', Number(target))
    .execute()
  if (rows.length > 0) {
    const entered = unionOf(rows.map(row => fromBytes(row.entered)))
    const left = unionOf(rows.map(row => fromBytes(row.left_set)))
    if (side === 'left') return left
    return side === 'entered' || isChanged ? entered : union(entered, left)
  }
  await requireChange(sql, workspaceId, id)
  return nobody
}

/** Throws NotFound. */
export async function requireChange(sql: Sql, workspaceId: number, id: number): Promise<void> {
  const change = await sql
    .selectFrom('change')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!change) throw new NotFound(`There is no change ${id}.`)
}

/** Whoever received the next occurrence of what they had already has received it, too. */
const kindsOf = (kind: AsOfKind): SetKind[] => (kind === 'assignment' ? ['assignment', 'renewed'] : [kind])

const COLUMNS = [
  'change.id',
  'change.at',
  'change.actor_kind',
  'change.actor_id',
  'change.actor_name',
  'change.act',
  'change.summary',
  'change.undoes',
  'change.undone_by',
  'change.import_id',
] as const

/** Whether there is anything to put back: a reminder, say, or a new day writes no rows. */
const hasRows = raw<number>`case
  when exists (select 1 from change_person p where p.workspace_id = change.workspace_id and p.change_id = change.id) then 1
  when exists (select 1 from change_row r where r.workspace_id = change.workspace_id and r.change_id = change.id) then 1
  else 0 end`

/**
 * Changes that wrote a person's row. Rows of before-images cover a range of people, so those that hold the person's own
 * are told by their text: each image begins with its id, and quotes within texts are escaped.
 */
function wroteOrMoved(person: number) {
  return raw<boolean>`exists (select 1 from change_person p
    where p.workspace_id = change.workspace_id and p.change_id = change.id
    and p.first_id <= ${person} and p.last_id >= ${person}
    and (p.before is null or p.before like ${`%{"id":${person},%`}))`
}

function touchedSegment(segment: number) {
  return raw<boolean>`(exists (select 1 from change_set s where s.workspace_id = change.workspace_id
      and s.change_id = change.id and s.kind = 'segment' and s.target_id = ${segment})
    or exists (select 1 from change_row r where r.workspace_id = change.workspace_id
      and r.change_id = change.id and r.kind = 'segment' and r.row_id = ${segment}))`
}

type ChangeRow = {
  id: number
  at: number
  actor_kind: 'account' | 'key' | 'system'
  actor_id: string
  actor_name: string
  act: string
  summary: string
  undoes: number | null
  undone_by: number | null
  import_id: number | null
  has_rows: number
}

function showChange(row: ChangeRow): Change {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    act: row.act,
    summary: row.summary,
    undoes: row.undoes,
    undoneBy: row.undone_by,
    importId: row.import_id,
    canUndo: row.has_rows === 1 && canUndo(row),
  }
}

/** The log keeps numbers, not names, so that whoever is erased is erased there too: they are looked up when it is read. */
async function withNames(sql: Sql, workspaceId: number, id: number, plan: Plan): Promise<Plan> {
  const rows = await sql
    .selectFrom('change_set')
    .select(['kind', 'target_id', 'entered', 'left_set'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', id)
    .where('kind', 'in', ['segment', 'assignment', 'renewed'])
    .execute()
  const partOf = (row: (typeof rows)[number]) =>
    `${row.kind === 'renewed' ? 'assignment' : row.kind}:${row.target_id}`
  const first = new Map(
    [...Map.groupBy(rows, partOf)].map(([part, some]) => [
      part,
      {
        entered: pageOfIds(unionOf(some.map(row => fromBytes(row.entered))), 0, SAMPLE),
        left: pageOfIds(unionOf(some.map(row => fromBytes(row.left_set))), 0, SAMPLE),
      },
    ]),
  )
  const all = new Set([...first.values()].flatMap(({ entered, left }) => [...entered, ...left]))
  const names = await personNames(sql, workspaceId, [...all])
  const sampleOf = (key: string) => {
    const ids = first.get(key) ?? { entered: [], left: [] }
    const named = (some: number[]) => some.flatMap(each => names.get(each) ?? [])
    return { entered: named(ids.entered), left: named(ids.left) }
  }
  return {
    ...plan,
    segments: plan.segments.map(row => ({ ...row, sample: sampleOf(`segment:${row.id}`) })),
    assignments: plan.assignments.map(row => ({ ...row, sample: sampleOf(`assignment:${row.id}`) })),
  }
}
