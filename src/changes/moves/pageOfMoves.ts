import { z } from 'zod'
import type { Sql } from '../../db/db.ts'
import { readCursor, writeCursor } from '../../http/cursor.ts'
import { searchable } from '../../people/person.ts'
import { countUpTo, pageOfIds } from '../../roster/pages.ts'
import { difference, intersection, type PeopleSet, union, unionOf } from '../../roster/peopleSet.ts'
import type { Draft } from '../draft.ts'
import type { MoveQuery, PersonMove, Side } from '../moveContract.ts'
import type { PersonWrite } from '../peopleWrites.ts'
import { personNames } from '../personNames.ts'
import { searchPeople } from '../searchPeople.ts'
import type { PeopleByKind } from './kinds.ts'
import { showMove, type TagNamesOf } from './showMove.ts'

export type MovedSet = { id: number; name: string; entered: PeopleSet; left: PeopleSet }

/** Whom a plan or a change moves, and what is known of them: what its lists of people are made from. */
export type MoveSource = {
  workspaceId: number
  kinds: PeopleByKind
  segments: readonly MovedSet[]
  assignments: readonly MovedSet[]
  side(part: string, side: Side): PeopleSet | Promise<PeopleSet>
  /** Before and after of those among them whose rows are written. */
  writes(ids: readonly number[]): Map<number, PersonWrite> | Promise<Map<number, PersonWrite>>
  tagNames(writes: Iterable<PersonWrite>): TagNamesOf | Promise<TagNamesOf>
  /** Rows that the database has otherwise, or not yet. */
  drafted?: Draft['people']
}

const Cursor = z.number().int()

/** A page of the people a plan or a change moves, in the order in which they came to the workspace. */
export async function pageOfMoves(
  sql: Sql,
  source: MoveSource,
  { part, side, what, q, cursor, limit = 50 }: MoveQuery,
): Promise<{ items: PersonMove[]; total: number; nextCursor: string | null }> {
  let found = part === undefined ? everybodyOf(source) : await partOf(source, part, side)
  if (what !== undefined) found = intersection(found, kindOf(source, what))
  const words = q ? searchable(q).split(' ').filter(Boolean) : []
  if (words.length > 0) found = await searchPeople(sql, source.workspaceId, found, words, source.drafted)
  const after = readCursor(Cursor, cursor)
  const start = after === undefined ? 0 : countUpTo(found, after)
  const ids = pageOfIds(found, start, limit)
  const last = ids.at(-1)
  return {
    items: await movesOf(sql, source, ids),
    total: found.size,
    nextCursor: last !== undefined && start + ids.length < found.size ? writeCursor(last) : null,
  }
}

async function movesOf(sql: Sql, source: MoveSource, ids: readonly number[]): Promise<PersonMove[]> {
  const writes = await source.writes(ids)
  const tagNames = await source.tagNames(writes.values())
  const names = await personNames(sql, source.workspaceId, ids, source.drafted)
  return ids.flatMap(id => {
    const name = names.get(id)
    return name ? [showMove(name, writes.get(id), source, tagNames)] : []
  })
}

async function partOf(source: MoveSource, part: string, side: Side | undefined): Promise<PeopleSet> {
  if (side !== undefined) return await source.side(part, side)
  if (part === 'people') return unionOf(Object.values(source.kinds))
  return union(await source.side(part, 'entered'), await source.side(part, 'left'))
}

function kindOf(source: MoveSource, what: NonNullable<MoveQuery['what']>): PeopleSet {
  if (what !== 'moved') return source.kinds[what]
  return difference(everybodyOf(source), unionOf(Object.values(source.kinds)))
}

function everybodyOf({ kinds, segments, assignments }: MoveSource): PeopleSet {
  const moved = [...segments, ...assignments].flatMap(({ entered, left }) => [entered, left])
  return unionOf([...Object.values(kinds), ...moved])
}
