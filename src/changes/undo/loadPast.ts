import type { Sql } from '../../db/db.ts'
import type { AliasRow, AssignmentRow, ExceptionRow, KeyRow, SegmentRow, TagRow } from '../../db/schema.ts'
import { fromStored, type PersonRow } from '../../people/person.ts'
import type { PeopleSet } from '../../roster/peopleSet.ts'
import { fromBytes } from '../../roster/portable.ts'
import type { Roster } from '../../roster/roster.ts'
import { imagesAfter } from '../asOf.ts'
import { loadPeople, STORED_PERSON } from '../loadPeople.ts'
import { mergesIn } from '../mergesIn.ts'
import { loadRows } from './loadRows.ts'
import type { Three } from './threeWay.ts'

export type ThreePeople = { id: number; before: PersonRow | null; after: PersonRow; current: PersonRow }

/** All that an undo needs to know of a change and of what has happened since: read at once, so that drawing it back is pure. */
export type Past = {
  people: ThreePeople[]
  keys: Three<KeyRow>[]
  tags: Three<TagRow>[]
  aliases: Three<AliasRow>[]
  segments: Three<SegmentRow>[]
  assignments: Three<AssignmentRow>[]
  exceptions: Three<ExceptionRow>[]
  /** Of the people it created, those who have opened or completed something. */
  begunPeople: Set<number>
  /** Of the assignments it published, how many have begun, and who has not. */
  published: Map<number, { begun: number; waiting: number[] }>
  /** Who has the addresses and external ids that would come back. */
  byEmail: Map<string, PersonRow>
  byExternalId: Map<string, PersonRow>
  /** Inactive people who carry tags that it created. */
  inactiveHolders: Map<number, number[]>
  /** What it merged tags into. */
  merged: ReadonlyMap<number, number>
  /** The key of every tag that came to or went from a person, deleted ones too. */
  keyOfTag: Map<number, number>
  /** Recipients it assigned who have not begun. */
  assigned: Map<number, number[]>
  /** Recipients it withdrew. */
  withdrawn: Map<number, PeopleSet>
}

const IDS_A_QUERY = 1_000
const PEOPLE_A_QUERY = 20_000

export async function loadPast(sql: Sql, roster: Roster, changeId: number): Promise<Past> {
  const { workspaceId } = roster
  const people = await threePeople(sql, workspaceId, changeId)
  const tags = await loadRows(sql, workspaceId, changeId, 'tag')
  const assignments = await loadRows(sql, workspaceId, changeId, 'assignment')
  const createdPeople = people.filter(each => each.before === null).map(each => each.id)
  const createdTags = new Set(tags.filter(each => each.before === null).map(each => each.id))
  const moves = await assignmentMoves(sql, workspaceId, changeId)
  return {
    people,
    keys: await loadRows(sql, workspaceId, changeId, 'key'),
    tags,
    aliases: await loadRows(sql, workspaceId, changeId, 'alias'),
    segments: await loadRows(sql, workspaceId, changeId, 'segment'),
    assignments,
    exceptions: await loadRows(sql, workspaceId, changeId, 'exception'),
    begunPeople: await begunPeople(sql, workspaceId, createdPeople),
    published: await publishedStates(sql, workspaceId, assignments),
    byEmail: await holdersOf(sql, workspaceId, 'email', people),
    byExternalId: await holdersOf(sql, workspaceId, 'external_id', people),
    inactiveHolders: await inactiveHolders(sql, workspaceId, createdTags),
    merged: (await mergesIn(sql, workspaceId, [changeId])).tags,
    keyOfTag: await keyOfTag(sql, roster, people),
    assigned: await assignedBy(sql, workspaceId, changeId, [...moves.keys()]),
    withdrawn: new Map([...moves].filter(([, left]) => !left.isEmpty)),
  }
}

async function threePeople(sql: Sql, workspaceId: number, changeId: number): Promise<ThreePeople[]> {
  const written = await sql
    .selectFrom('change_person')
    .select(['first_id', 'last_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .execute()
  const before = new Map<number, PersonRow | null>()
  for (const row of written) {
    if (row.before === null) for (let id = row.first_id; id <= row.last_id; id++) before.set(id, null)
    else for (const image of JSON.parse(row.before) as PersonRow[]) before.set(image.id, image)
  }
  const ids = [...before.keys()].sort((a, b) => a - b)
  const later = await imagesAfter(sql, workspaceId, ids, changeId)
  const current = new Map<number, PersonRow>()
  for (const row of await loadPeople(sql, workspaceId, ids)) current.set(row.id, row)
  return ids.flatMap(id => {
    const present = current.get(id)
    return present
      ? [{ id, before: before.get(id) ?? null, after: later.get(id) ?? present, current: present }]
      : []
  })
}

async function begunPeople(sql: Sql, workspaceId: number, ids: readonly number[]): Promise<Set<number>> {
  const begun = new Set<number>()
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('recipient')
      .select('person_id')
      .distinct()
      .where('workspace_id', '=', workspaceId)
      .where('person_id', 'in', ids.slice(start, start + IDS_A_QUERY))
      .where('status', 'in', ['opened', 'completed'])
      .execute()
    for (const row of rows) begun.add(row.person_id)
  }
  return begun
}

async function publishedStates(
  sql: Sql,
  workspaceId: number,
  assignments: readonly Three<AssignmentRow>[],
): Promise<Past['published']> {
  const ids = assignments.filter(wasPublished).map(each => each.id)
  const states: Past['published'] = new Map(ids.map(id => [id, { begun: 0, waiting: [] }]))
  if (ids.length === 0) return states
  const rows = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'person_id', 'status', 'superseded_at'])
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', 'in', ids)
    .where('status', '!=', 'withdrawn')
    .execute()
  const begun = new Set<string>()
  for (const row of rows) {
    const state = states.get(row.assignment_id)
    if (!state) continue
    if (row.status !== 'assigned') begun.add(`${row.assignment_id} ${row.person_id}`)
    else if (row.superseded_at === null) state.waiting.push(row.person_id)
  }
  // What somebody has begun of a past occurrence is begun, too.
  for (const key of begun) {
    const state = states.get(Number(key.split(' ')[0]))
    if (state) state.begun += 1
  }
  return states
}

/** Whether the change made an assignment live that had never been, and it still is. */
export function wasPublished({ before, after, current }: Three<AssignmentRow>): boolean {
  const fresh = before === null || before.status === 'draft' || before.status === 'scheduled'
  return fresh && after?.status === 'live' && current?.status === 'live'
}

async function holdersOf(
  sql: Sql,
  workspaceId: number,
  column: 'email' | 'external_id',
  people: readonly ThreePeople[],
): Promise<Map<string, PersonRow>> {
  const field = column === 'email' ? 'email' : 'externalId'
  const wanted = people.flatMap(({ before, current }) =>
    before && before[field] !== null && before[field] !== current[field] ? [before[field]] : [],
  )
  const holders = new Map<string, PersonRow>()
  for (let start = 0; start < wanted.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('person')
      .select(STORED_PERSON)
      .where('workspace_id', '=', workspaceId)
      .where(column, 'in', wanted.slice(start, start + IDS_A_QUERY))
      .execute()
    for (const row of rows) holders.set(row[column] ?? '', fromStored(row))
  }
  return holders
}

/** Rows carry their tags packed, and the roster knows active people only: so the others are walked, once. */
async function inactiveHolders(
  sql: Sql,
  workspaceId: number,
  tags: ReadonlySet<number>,
): Promise<Map<number, number[]>> {
  const holders = new Map<number, number[]>()
  if (tags.size === 0) return holders
  for (let last = 0; ; ) {
    const rows = await sql
      .selectFrom('person')
      .select(['id', 'tags'])
      .where('workspace_id', '=', workspaceId)
      .where('status', '=', 'inactive')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PEOPLE_A_QUERY)
      .execute()
    for (const row of rows) {
      for (const tag of JSON.parse(row.tags) as number[]) {
        if (!tags.has(tag)) continue
        const held = holders.get(tag)
        if (held) held.push(row.id)
        else holders.set(tag, [row.id])
      }
    }
    if (rows.length < PEOPLE_A_QUERY) return holders
    last = rows.at(-1)?.id ?? 0
  }
}

async function keyOfTag(
  sql: Sql,
  roster: Roster,
  people: readonly ThreePeople[],
): Promise<Map<number, number>> {
  const keys = new Map<number, number>()
  const gone = new Set<number>()
  for (const { before, after } of people) {
    for (const tag of [...(before?.tags ?? []), ...after.tags]) {
      if (keys.has(tag) || gone.has(tag)) continue
      const key = roster.tags.get(tag)?.keyId
      if (key === undefined) gone.add(tag)
      else keys.set(tag, key)
    }
  }
  const ids = [...gone]
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('tag')
      .select(['id', 'key_id'])
      .where('workspace_id', '=', roster.workspaceId)
      .where('id', 'in', ids.slice(start, start + IDS_A_QUERY))
      .execute()
    for (const row of rows) keys.set(row.id, row.key_id)
  }
  return keys
}

/** Of each assignment that the change moved, whom it was withdrawn from. */
async function assignmentMoves(
  sql: Sql,
  workspaceId: number,
  changeId: number,
): Promise<Map<number, PeopleSet>> {
  const rows = await sql
    .selectFrom('change_set')
    .select(['target_id', 'left_set'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .where('kind', '=', 'assignment')
    .execute()
  return new Map(rows.map(row => [row.target_id, fromBytes(row.left_set)]))
}

async function assignedBy(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  assignments: readonly number[],
): Promise<Map<number, number[]>> {
  if (assignments.length === 0) return new Map()
  const rows = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'person_id'])
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', 'in', assignments)
    .where('assigned_in', '=', changeId)
    .where('superseded_at', 'is', null)
    .where('status', '=', 'assigned')
    .execute()
  return new Map(
    [...Map.groupBy(rows, row => row.assignment_id)].map(([id, own]) => [id, own.map(row => row.person_id)]),
  )
}
