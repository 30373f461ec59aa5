import { sql as raw } from 'kysely'
import { setsAsOf, versionAt } from '../changes/asOf.ts'
import { dictionaryAsOf, rowsAsOf } from '../changes/namesAsOf.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { Sql } from '../db/db.ts'
import { Invalid } from '../errors.ts'
import { evaluate, type View } from '../roster/evaluate.ts'
import {
  ids as idsOf,
  intersection,
  nobody,
  type PeopleSet,
  setOf,
  union,
  unionOf,
} from '../roster/peopleSet.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import { matches } from '../segments/rule/matches.ts'
import { resolve } from '../segments/rule/resolve.ts'
import { type BoundCondition, type BoundRule, type Dictionary, groupOf } from '../segments/rule/rule.ts'
import { withSpellings } from '../tags/withSpellings.ts'
import { searchable } from './person.ts'
import { readTag } from './readTag.ts'
import { readWhere } from './readWhere.ts'
import { viewOn } from './viewOn.ts'

export type PeopleFilter = {
  q?: string
  segment?: number
  where?: string
  tag?: string
  status?: 'active' | 'inactive' | 'any'
  asOf?: string
}

export type Place = { sql: Sql; roster: Roster; timeZone: string; now: number }

/** Up to this many, people are asked for by id. */
export const FEW = 2_000

/**
 * Everyone a filter finds, as a set: the roster answers for tags and segments, the database for words and for people who
 * are not active, of whom the roster knows nothing. Inactive people are in no segment, but have their tags.
 */
export async function findPeople(place: Place, filter: PeopleFilter): Promise<PeopleSet> {
  const { sql, roster } = place
  const found = filter.asOf
    ? await foundAsOf(place, filter, Date.parse(filter.asOf))
    : await foundNow(place, ruleOf(withSpellings(dictionaryOfRoster(roster), roster), filter), filter.status)
  const words = filter.q ? searchable(filter.q).split(' ').filter(Boolean) : []
  return words.length === 0 || found.isEmpty ? found : await withWords(sql, roster.workspaceId, found, words)
}

function ruleOf(dictionary: Dictionary, { segment, where, tag }: PeopleFilter): BoundRule | undefined {
  const parts: BoundRule[] = []
  if (segment !== undefined) {
    if (!dictionary.segmentById(segment)) {
      const message = `There is no segment with the id ${segment}.`
      throw new Invalid(message, [{ path: 'segment', message }])
    }
    parts.push({ segmentId: segment })
  }
  if (tag !== undefined) {
    const { id, keyId } = readTag(dictionary, tag)
    parts.push({ keyId, op: 'is', tagIds: [id] })
  }
  if (where !== undefined) parts.push(readWhere(dictionary, where))
  return parts.length === 0 ? undefined : { all: parts }
}

async function foundNow(
  place: Place,
  rule: BoundRule | undefined,
  status: PeopleFilter['status'] = 'active',
): Promise<PeopleSet> {
  const { roster, timeZone, now } = place
  const view = viewOn(roster, timeZone, now)
  // Before anything is awaited: the roster moves on while a query runs.
  const active = rule ? evaluate(rule, view) : roster.everyone
  if (status === 'active') return active
  const inactive = await foundInactive(place, rule, view)
  return status === 'inactive' ? inactive : union(active, inactive)
}

async function foundInactive(
  { sql, roster }: Place,
  rule: BoundRule | undefined,
  view: View,
): Promise<PeopleSet> {
  const rows = await sql
    .selectFrom('person')
    .select(['id', 'tags'])
    .where('workspace_id', '=', roster.workspaceId)
    .where('status', '=', 'inactive')
    .orderBy('id')
    .execute()
  if (!rule) return setOf(rows.map(row => row.id))
  const context = {
    dictionary: dictionaryOfRoster(roster),
    today: roster.today,
    inSegment: () => false,
    resolve: view.resolve,
  }
  const found = rows.filter(row => matches(rule, new Set(JSON.parse(row.tags) as number[]), context))
  return setOf(found.map(row => row.id))
}

/**
 * Tags and segments as they held then. They are asked for by their names of then or, failing those, of today; values are read
 * as they were, and days count from the day of that moment.
 */
async function foundAsOf(
  { sql, roster, timeZone }: Place,
  filter: PeopleFilter,
  moment: number,
): Promise<PeopleSet> {
  if (filter.status !== undefined && filter.status !== 'active') {
    const message = 'The past is asked for people who were active then: leave status out.'
    throw new Invalid(message, [{ path: 'status', message }])
  }
  const version = await versionAt(sql, roster.workspaceId, moment)
  const dictionary = dictionaryAsOf(roster, await rowsAsOf(sql, roster.workspaceId, version))
  const rule = ruleOf(dictionary, filter)
  const today = dayIn(timeZone, moment)
  const resolved = (condition: BoundCondition) => resolve(condition, dictionary, { today })
  const needed = neededBy(rule, resolved)
  const [everyone, holders, members] = await Promise.all([
    setsAsOf(sql, roster, 'people', [0], moment),
    setsAsOf(sql, roster, 'tag', [...needed.tags], moment),
    setsAsOf(sql, roster, 'segment', [...needed.segments], moment),
  ])
  const holdersOf = (id: number) => holders.get(id) ?? nobody
  const view: View = {
    everyone: everyone.get(0) ?? nobody,
    holders: holdersOf,
    holdersOfKey: key => unionOf(Array.from(dictionary.tagsOfKey(key), tag => holdersOf(tag.id))),
    members: id => members.get(id) ?? nobody,
    resolve: resolved,
  }
  return rule ? evaluate(rule, view) : view.everyone
}

function neededBy(rule: BoundRule | undefined, resolved: View['resolve']) {
  const needed = { tags: new Set<number>(), segments: new Set<number>() }
  const look = (each: BoundRule): void => {
    const group = groupOf(each)
    if (group) group.rules.forEach(look)
    else if ('segmentId' in each) needed.segments.add(each.segmentId)
    else if ('keyId' in each) for (const id of resolved(each).tagIds) needed.tags.add(id)
  }
  if (rule) look(rule)
  return needed
}

/** Of the people of a set, those in whose names, address or external id every word is found. */
async function withWords(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  words: readonly string[],
): Promise<PeopleSet> {
  let query = sql.selectFrom('person').select('id').where('workspace_id', '=', workspaceId)
  if (set.size <= FEW) query = query.where('id', 'in', [...idsOf(set)])
  for (const word of words) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where(raw<boolean>`search like ${pattern} escape '\\'`)
  }
  const rows = await query.orderBy('id').execute()
  return intersection(set, setOf(rows.map(row => row.id)))
}
