import { z } from 'zod'
import type { Sql } from '../db/db.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { fromBytes } from '../roster/portable.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import type { HistoryEntry } from './contract.ts'
import { dictionaryWithGone, loadGone } from './gone.ts'
import { getSegment } from './queries.ts'
import { problemsOf } from './restoreRule.ts'
import { print } from './rule/print.ts'
import type { BoundRule } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'
import { ruleVersions } from './ruleVersions.ts'

/** The change before which the page begins, and how many members there were then. */
const Cursor = z.tuple([RowNumber, RowNumber])

/**
 * Each change that moved people in or out of a segment or wrote its row, newest first. The members after each are counted
 * back from today's.
 */
export async function segmentHistory(
  sql: Sql,
  roster: Roster,
  id: number,
  { cursor, limit = 50 }: { cursor?: string; limit?: number },
): Promise<{ items: HistoryEntry[]; total: number; nextCursor: string | null }> {
  // Read together, before anything is awaited: a roster moves on while a query runs.
  const { workspaceId, version } = roster
  const { rule: present } = getSegment(roster, id)
  const [before, size] = readCursor(Cursor, cursor) ?? [version + 1, roster.members.sizeOf(id)]
  const versions = await ruleVersions(sql, { workspaceId, version }, id, JSON.stringify(present))
  const { moves, total } = await movesOf(sql, { workspaceId, version }, id, before, limit)
  const page = moves.slice(0, limit)
  const ruleAt = await rulesInWords(
    sql,
    roster,
    id,
    page.flatMap(row => versions.get(row.id) ?? []),
  )
  let people = size
  const items = page.map((row): HistoryEntry => {
    const entered = row.entered ? fromBytes(row.entered).size : 0
    const left = row.left_set ? fromBytes(row.left_set).size : 0
    const written = versions.get(row.id)
    const entry: HistoryEntry = {
      changeId: row.id,
      at: new Date(row.at).toISOString(),
      actor: row.actor_name,
      summary: row.summary,
      entered,
      left,
      people,
      ...(written ? ruleAt(written) : { text: null, textBefore: null, rule: null, problems: [], notes: [] }),
    }
    people += left - entered
    return entry
  })
  const last = items.at(-1)
  return {
    items,
    total,
    nextCursor: last && moves.length > limit ? writeCursor([last.changeId, people]) : null,
  }
}

type Written = { before: string | undefined; after: string }

/** Old rules as they read, and as they could be saved now. */
async function rulesInWords(sql: Sql, roster: Roster, id: number, versions: readonly Written[]) {
  const read = (rule: string) => JSON.parse(rule) as BoundRule
  const rules = versions.flatMap(({ before, after }) => [after, before ?? []].flat().map(read))
  const gone = await loadGone(sql, roster, rules)
  const names = dictionaryWithGone(roster, gone)
  return ({ before, after }: Written) => {
    const { bound, problems, notes } = problemsOf(roster, id, read(after), gone)
    return {
      text: print(unbind(read(after), names)),
      textBefore: before === undefined ? null : print(unbind(read(before), names)),
      rule: problems.length === 0 ? unbind(bound, dictionaryOfRoster(roster)) : null,
      problems,
      notes,
    }
  }
}

/** One more than the page holds, to know whether there is another. */
async function movesOf(
  sql: Sql,
  { workspaceId, version }: Pick<Roster, 'workspaceId' | 'version'>,
  id: number,
  before: number,
  limit: number,
) {
  const from = sql
    .selectFrom('change')
    .leftJoin('change_set', join =>
      join
        .onRef('change_set.workspace_id', '=', 'change.workspace_id')
        .onRef('change_set.change_id', '=', 'change.id')
        .on('change_set.kind', '=', 'segment')
        .on('change_set.target_id', '=', id),
    )
    .leftJoin('change_row', join =>
      join
        .onRef('change_row.workspace_id', '=', 'change.workspace_id')
        .onRef('change_row.change_id', '=', 'change.id')
        .on('change_row.kind', '=', 'segment')
        .on('change_row.row_id', '=', id),
    )
    .where('change.workspace_id', '=', workspaceId)
    .where('change.id', '<=', version)
    .where(eb =>
      eb.or([eb('change_set.change_id', 'is not', null), eb('change_row.change_id', 'is not', null)]),
    )
  const count = await from.select(eb => eb.fn.countAll<number>().as('changes')).executeTakeFirstOrThrow()
  const moves = await from
    .select([
      'change.id',
      'change.at',
      'change.actor_name',
      'change.summary',
      'change_set.entered',
      'change_set.left_set',
    ])
    .where('change.id', '<', before)
    .orderBy('change.id', 'desc')
    .limit(limit + 1)
    .execute()
  return { moves, total: Number(count.changes) }
}
