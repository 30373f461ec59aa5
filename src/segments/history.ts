import { z } from 'zod'
import type { Sql } from '../db/db.ts'
import type { SegmentRow } from '../db/schema.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { fromBytes } from '../roster/portable.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import { getSegment } from './queries.ts'
import { print } from './rule/print.ts'
import type { BoundRule } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'

type Entry = {
  changeId: number
  at: string
  actor: string
  summary: string
  entered: number
  left: number
  people: number
  text: string | null
}

/** The change before which the page begins, and how many members there were then. */
const Cursor = z.tuple([z.number(), z.number()])

/**
 * Each change that moved people in or out of a segment or wrote its row, newest first. The members after each are counted
 * back from today's.
 */
export async function segmentHistory(
  sql: Sql,
  roster: Roster,
  id: number,
  { cursor, limit = 50 }: { cursor?: string; limit?: number },
): Promise<{ items: Entry[]; total: number; nextCursor: string | null }> {
  const segment = getSegment(roster, id)
  const [before, size] = readCursor(Cursor, cursor) ?? [roster.version + 1, roster.members.get(id)?.size ?? 0]
  const dictionary = dictionaryOfRoster(roster)
  const rules = await ruleVersions(sql, roster.workspaceId, id, JSON.stringify(segment.rule))
  const { moves, total } = await movesOf(sql, roster, id, before, limit)
  let people = size
  const items = moves.slice(0, limit).map(row => {
    const entered = row.entered ? fromBytes(row.entered).size : 0
    const left = row.left_set ? fromBytes(row.left_set).size : 0
    const rule = rules.get(row.id)
    const entry: Entry = {
      changeId: row.id,
      at: new Date(row.at).toISOString(),
      actor: row.actor_name,
      summary: row.summary,
      entered,
      left,
      people,
      text: rule === undefined ? null : print(unbind(JSON.parse(rule) as BoundRule, dictionary)),
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

/** One more than the page holds, to know whether there is another. */
async function movesOf(
  sql: Sql,
  { workspaceId, version }: Roster,
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

/** The rule by the change that set it: each before-image is what the change before it had left. */
async function ruleVersions(
  sql: Sql,
  workspaceId: number,
  id: number,
  present: string,
): Promise<Map<number, string>> {
  const images = await sql
    .selectFrom('change_row')
    .select(['change_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'segment')
    .where('row_id', '=', id)
    .orderBy('change_id')
    .execute()
  const ruleIn = (before: string | null | undefined) =>
    before ? (JSON.parse(before) as SegmentRow).rule : undefined
  const set = new Map<number, string>()
  for (const [index, image] of images.entries()) {
    const next = images[index + 1]
    const after = next ? ruleIn(next.before) : present
    if (after !== undefined && after !== ruleIn(image.before)) set.set(image.change_id, after)
  }
  return set
}
