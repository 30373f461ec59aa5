import type { Sql } from '../../db/db.ts'
import { NotFound } from '../../errors.ts'
import type { PersonRow } from '../../people/person.ts'
import { tagNames } from '../../people/showPerson.ts'
import { ids, intersection, nobody, type PeopleSet } from '../../roster/peopleSet.ts'
import { fromBytes } from '../../roster/portable.ts'
import type { Roster } from '../../roster/roster.ts'
import { imagesAfter } from '../asOf.ts'
import type { Plan } from '../contract.ts'
import { sideOfChange } from '../history.ts'
import { loadPeople } from '../loadPeople.ts'
import { rowsAsOf } from '../namesAsOf.ts'
import type { PersonWrite } from '../peopleWrites.ts'
import { imagesIn } from './imagesIn.ts'
import { type PeopleByKind, peopleByKind } from './kinds.ts'
import type { MovedSet, MoveSource } from './pageOfMoves.ts'

/** Whom a committed change moved, from the log: tags, segments and assignments are named as they were then. Throws NotFound. */
export async function movesOfChange(sql: Sql, roster: Roster, changeId: number): Promise<MoveSource> {
  const { workspaceId } = roster
  const plan = await planOf(sql, workspaceId, changeId)
  const sets = await setsOf(sql, workspaceId, changeId)
  const writes = (some: readonly number[]) => writesIn(sql, workspaceId, changeId, some)
  const people = sets.get('people:0') ?? { entered: nobody, left: nobody }
  const changed = sets.get('changed:0')?.entered ?? nobody
  const named = (kind: string, rows: readonly { id: number; name: string }[]): MovedSet[] =>
    rows.flatMap(({ id, name }) => {
      const set = sets.get(`${kind}:${id}`)
      return set ? [{ id, name, ...set }] : []
    })
  return {
    workspaceId,
    kinds: await kindsOf(plan.people, { ...people, changed }, writes),
    segments: named('segment', plan.segments),
    assignments: named(
      'assignment',
      plan.assignments.map(({ id, title }) => ({ id, name: title })),
    ),
    side: (part, side) => sideOfChange(sql, workspaceId, changeId, part, side),
    writes,
    async tagNames(written) {
      const rows = [...written].flatMap(({ before, after }) => (before ? [before, after] : [after]))
      return await tagNames(sql, roster, rows, await rowsAsOf(sql, workspaceId, changeId))
    },
  }
}

async function planOf(sql: Sql, workspaceId: number, changeId: number): Promise<Plan> {
  const row = await sql
    .selectFrom('change')
    .select('plan')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', changeId)
    .executeTakeFirst()
  if (!row) throw new NotFound(`There is no change ${changeId}.`)
  return JSON.parse(row.plan) as Plan
}

async function setsOf(
  sql: Sql,
  workspaceId: number,
  changeId: number,
): Promise<Map<string, { entered: PeopleSet; left: PeopleSet }>> {
  const rows = await sql
    .selectFrom('change_set')
    .select(['kind', 'target_id', 'entered', 'left_set'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    // Of a large import the tags are most of it, and one of them is asked for at a time.
    .where('kind', '!=', 'tag')
    .execute()
  return new Map(
    rows.map(row => [
      `${row.kind}:${row.target_id}`,
      { entered: fromBytes(row.entered), left: fromBytes(row.left_set) },
    ]),
  )
}

type Sides = { entered: PeopleSet; left: PeopleSet; changed: PeopleSet }

/** The log keeps sides; where one is of two kinds, which the plan's figures tell, the rows are looked at. */
async function kindsOf(
  figures: Plan['people'],
  { entered, left, changed }: Sides,
  writes: (some: readonly number[]) => Promise<Map<number, PersonWrite>>,
): Promise<PeopleByKind> {
  const split = async (set: PeopleSet, kinds: readonly (keyof PeopleByKind)[]) => {
    const only = kinds.find(kind => figures[kind] === set.size)
    if (only) return { [only]: set }
    return peopleByKind((await writes([...ids(set)])).values())
  }
  const none = { created: nobody, updated: nobody, reactivated: nobody, deactivated: nobody, removed: nobody }
  const come = { ...none, ...(await split(entered, ['created', 'reactivated'])) }
  const go = { ...none, ...(await split(left, ['deactivated', 'removed'])) }
  const stay = { ...none, ...(await split(changed, ['updated'])) }
  return {
    created: come.created,
    reactivated: come.reactivated,
    deactivated: go.deactivated,
    removed: go.removed,
    updated: intersection(stay.updated, changed),
  }
}

/** Before and after of people a change wrote: its own images, and the next ones or the rows as they are. */
async function writesIn(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  some: readonly number[],
): Promise<Map<number, PersonWrite>> {
  const before = await imagesIn(sql, workspaceId, changeId, some)
  const written = [...before.keys()]
  const later = await imagesAfter(sql, workspaceId, written, changeId)
  const untouched = written.filter(id => !later.has(id))
  const after = new Map<number, PersonRow | null>(later)
  for (const row of await loadPeople(sql, workspaceId, untouched)) after.set(row.id, row)
  return new Map(
    written.flatMap(id => {
      const row = after.get(id)
      return row ? [[id, { before: before.get(id) ?? null, after: row }] as const] : []
    }),
  )
}
