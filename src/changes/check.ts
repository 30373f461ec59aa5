import { sql as raw } from 'kysely'
import type { Db, Sql } from '../db/db.ts'
import type { WorkspaceTable } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { fromStored, searchText } from '../people/person.ts'
import { dictionaryOfRoster, emptyRoster, type Roster } from '../roster/roster.ts'
import { matches } from '../segments/rule/matches.ts'
import { type Resolved, resolve } from '../segments/rule/resolve.ts'
import { type BoundCondition, type BoundRule, groupOf } from '../segments/rule/rule.ts'
import { applyToRoster } from './applyToRoster.ts'
import { compareRosters } from './compareRosters.ts'
import { STORED_PERSON } from './loadPeople.ts'
import { loadRoster } from './loadRoster.ts'
import { readLog } from './readLog.ts'

const PEOPLE_A_QUERY = 5_000
/** More sentences than this help nobody. */
const ENOUGH = 200

/**
 * Proves that a workspace's rows, rules and log agree, in one state of the database: loaded afresh, replayed from the
 * log's beginning, and, where one is given, as a server holds it in memory, the roster is the same; every segment has
 * exactly the members that the plainest reading of its rule gives it; and nobody has two occurrences of an assignment at once. Answers what is wrong, in sentences; nothing when all is well.
 */
export async function check(db: Db, workspaceId: number, live?: Roster): Promise<string[]> {
  return await db.snapshot(async sql => {
    const workspace = await sql
      .selectFrom('workspace')
      .selectAll()
      .where('id', '=', workspaceId)
      .executeTakeFirst()
    if (!workspace) throw new NotFound('There is no such workspace.')
    const roster = await loadRoster(sql, workspaceId)
    const replayed = emptyRoster(workspaceId, roster.today)
    const log = await readLog(sql, workspaceId, 0)
    if (log) applyToRoster(replayed, log)
    const wrong = [
      ...compareRosters(roster, replayed, 'The roster replayed from the log'),
      ...(live ? compareRosters(roster, live, 'The roster in memory') : []),
      ...checkRules(roster),
      ...checkAliases(roster),
      ...(await checkPeople(sql, roster, workspace)),
      ...(await checkOccurrences(sql, workspaceId)),
      ...(await checkCounters(sql, workspace)),
    ]
    return wrong.slice(0, ENOUGH)
  })
}

function checkRules(roster: Roster): string[] {
  const wrong: string[] = []
  for (const { name, rule } of roster.segments.values()) {
    const look = (rule: BoundRule): void => {
      const group = groupOf(rule)
      if (group) for (const each of group.rules) look(each)
      else if ('segmentId' in rule) {
        if (!roster.segments.has(rule.segmentId))
          wrong.push(`The rule of “${name}” refers to segment ${rule.segmentId}, which does not exist.`)
      } else if ('keyId' in rule) {
        if (!roster.keys.has(rule.keyId))
          wrong.push(`The rule of “${name}” reads key ${rule.keyId}, which does not exist.`)
        for (const id of rule.tagIds ?? [])
          if (roster.tags.get(id)?.keyId !== rule.keyId)
            wrong.push(`The rule of “${name}” names tag ${id} of key ${rule.keyId}, which does not exist.`)
      }
    }
    look(rule)
  }
  return wrong
}

function checkAliases(roster: Roster): string[] {
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const { key_id, tag_id, spelling, spelling_fold, kind } of roster.aliases.values()) {
    const tag = roster.tags.get(tag_id ?? 0)
    if (!tag && !roster.keys.has(key_id ?? 0)) {
      wrong.push(`“${spelling}” is another spelling of something that does not exist.`)
      continue
    }
    if (kind !== 'means') continue
    const named = tag
      ? roster.tagByFold.get(tag.keyId)?.get(spelling_fold)
      : roster.keyByFold.get(spelling_fold)
    if (named !== undefined) wrong.push(`“${spelling}” is another spelling and a name of its own.`)
    const place = `${tag?.keyId ?? ''}:${spelling_fold}`
    if (seen.has(place)) wrong.push(`“${spelling}” is another spelling of two.`)
    seen.add(place)
  }
  return wrong
}

async function checkPeople(sql: Sql, roster: Roster, workspace: WorkspaceTable): Promise<string[]> {
  const wrong: string[] = []
  const isMeant = plainReading(roster)
  for (let last = 0; wrong.length < ENOUGH; ) {
    const rows = await sql
      .selectFrom('person')
      .select([...STORED_PERSON, 'search'])
      .where('workspace_id', '=', workspace.id)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PEOPLE_A_QUERY)
      .execute()
    for (const row of rows) {
      const person = fromStored(row)
      const who = `Person ${person.id} (${person.email})`
      const { tags } = person
      if (row.search !== searchText(person)) wrong.push(`${who} is filed under other words than their own.`)
      if (tags.some((tag, at) => at > 0 && tag <= (tags[at - 1] ?? 0)))
        wrong.push(`${who} has tags out of order or twice: ${tags.join(', ')}.`)
      const gone = tags.filter(tag => !roster.tags.has(tag))
      if (gone.length > 0) wrong.push(`${who} has tags that do not exist: ${gone.join(', ')}.`)
      const active = person.status === 'active'
      const meant = active ? isMeant(new Set(tags)) : new Set()
      for (const [id, { name }] of roster.segments)
        if (roster.members.includes(id, person.id) !== meant.has(id))
          wrong.push(`${who} is ${meant.has(id) ? 'not ' : ''}in “${name}”, against its rule.`)
    }
    if (rows.length < PEOPLE_A_QUERY) break
    last = rows.at(-1)?.id ?? 0
  }
  return wrong
}

/** The segments that hold for somebody with these tags, without sets or deltas. */
function plainReading(roster: Roster): (tags: ReadonlySet<number>) => Set<number> {
  const dictionary = dictionaryOfRoster(roster)
  const known = new Map<BoundCondition, Resolved>()
  const resolved = (condition: BoundCondition) => {
    const found = known.get(condition) ?? resolve(condition, dictionary, roster)
    known.set(condition, found)
    return found
  }
  return tags => {
    const meant = new Set<number>()
    for (const id of roster.order) {
      const rule = roster.segments.get(id)?.rule
      const context = {
        dictionary,
        today: roster.today,
        inSegment: (other: number) => meant.has(other),
        resolve: resolved,
      }
      if (rule && matches(rule, tags, context)) meant.add(id)
    }
    return meant
  }
}

/** Of each person's occurrences of an assignment the newest is the present one, and only that. */
async function checkOccurrences(sql: Sql, workspaceId: number): Promise<string[]> {
  const wrong = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'person_id'])
    .where('workspace_id', '=', workspaceId)
    .groupBy(['assignment_id', 'person_id'])
    .having(
      raw<boolean>`sum(case when superseded_at is null then 1 else 0 end) <> 1
        or max(occurrence) <> max(case when superseded_at is null then occurrence else 0 end)`,
    )
    .limit(ENOUGH)
    .execute()
  return wrong.map(
    ({ assignment_id, person_id }) =>
      `Person ${person_id} has not exactly one present occurrence of assignment ${assignment_id}, their newest.`,
  )
}

/** Numbers are given out once: nothing may have one that is still to come; and the log has no gaps. */
async function checkCounters(sql: Sql, workspace: WorkspaceTable): Promise<string[]> {
  const tables = [
    ['person', workspace.next_person],
    ['tag_key', workspace.next_key],
    ['tag', workspace.next_tag],
    ['segment', workspace.next_segment],
    ['alias', workspace.next_alias],
    ['assignment', workspace.next_assignment],
    ['import', workspace.next_import],
    ['message', workspace.next_message],
    ['exception', workspace.next_exception],
  ] as const
  const highest = await Promise.all(
    tables.map(([table]) =>
      sql
        .selectFrom(table)
        .select(eb => eb.fn.max<number | null>('id').as('id'))
        .where('workspace_id', '=', workspace.id)
        .executeTakeFirstOrThrow(),
    ),
  )
  const wrong = tables.flatMap(([table, next], at) => {
    const id = Number(highest[at]?.id ?? 0)
    return id < next ? [] : [`There is a ${table} ${id}, but the next one would be ${next}.`]
  })
  const log = await sql
    .selectFrom('change')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.max<number | null>('id').as('last')])
    .where('workspace_id', '=', workspace.id)
    .executeTakeFirstOrThrow()
  if (Number(log.count) !== workspace.version || Number(log.last ?? 0) !== workspace.version)
    wrong.push(
      `The log has ${log.count} changes up to ${log.last}; the workspace is at ${workspace.version}.`,
    )
  return wrong
}
