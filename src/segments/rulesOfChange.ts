import type { RuleChange } from '../changes/contract.ts'
import type { Sql } from '../db/db.ts'
import type { SegmentRow } from '../db/schema.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import type { Roster } from '../roster/roster.ts'
import { dictionaryWithGone, loadGone } from './gone.ts'
import { print } from './rule/print.ts'
import type { BoundRule } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'

/**
 * The rules that a change wrote, as texts, in the order of their segments' ids. They are spelt as in the segments' history:
 * by the names of today, and what is gone by its last one.
 */
export async function rulesOfChange(
  sql: Sql,
  roster: Roster,
  changeId: number,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: RuleChange[]; total: number; nextCursor: string | null }> {
  const written = await rulesWritten(sql, roster.workspaceId, changeId)
  const after = readCursor(RowNumber, cursor) ?? 0
  const rest = written.filter(({ id }) => id > after)
  const page = rest.slice(0, limit)
  const read = (rule: string) => JSON.parse(rule) as BoundRule
  const rules = page.flatMap(({ before, after }) => [before ?? [], after ?? []].flat().map(read))
  const names = dictionaryWithGone(roster, await loadGone(sql, roster, rules))
  const inWords = (rule: string | null) => (rule === null ? null : print(unbind(read(rule), names)))
  const last = page.at(-1)
  return {
    items: page.map(({ id, name, isGone, before, after }) => ({
      segment: { id, name },
      isGone,
      text: inWords(after),
      textBefore: inWords(before),
    })),
    total: written.length,
    nextCursor: last && rest.length > limit ? writeCursor(last.id) : null,
  }
}

/**
 * What the log found before the next change of a segment's row is what this one had left; where there is no next one, the row
 * itself tells. One statement, so that nothing can be saved in between.
 */
async function rulesWritten(sql: Sql, workspaceId: number, changeId: number) {
  const rows = await sql
    .selectFrom('change_row as image')
    .innerJoin('segment', join =>
      join.onRef('segment.workspace_id', '=', 'image.workspace_id').onRef('segment.id', '=', 'image.row_id'),
    )
    .leftJoin('change_row as next', join =>
      join
        .onRef('next.workspace_id', '=', 'image.workspace_id')
        .on('next.kind', '=', 'segment')
        .onRef('next.row_id', '=', 'image.row_id')
        .on('next.change_id', '=', eb =>
          eb
            .selectFrom('change_row as later')
            .select(({ fn }) => fn.min('later.change_id').as('change_id'))
            .whereRef('later.workspace_id', '=', 'image.workspace_id')
            .where('later.kind', '=', 'segment')
            .whereRef('later.row_id', '=', 'image.row_id')
            .whereRef('later.change_id', '>', 'image.change_id'),
        ),
    )
    .select([
      'segment.id',
      'segment.name',
      'segment.rule',
      'segment.deleted_in',
      'image.before',
      'next.change_id as next_in',
      'next.before as next_before',
    ])
    .where('image.workspace_id', '=', workspaceId)
    .where('image.change_id', '=', changeId)
    .where('image.kind', '=', 'segment')
    .orderBy('segment.id')
    .execute()
  return rows.flatMap(({ id, name, rule, deleted_in, ...row }) => {
    const before = ruleIn(row.before)
    const present = deleted_in === null ? rule : null
    const after = row.next_in === null ? present : ruleIn(row.next_before)
    return before === after ? [] : { id, name, isGone: deleted_in !== null, before, after }
  })
}

const ruleIn = (image: string | null) => (image === null ? null : (JSON.parse(image) as SegmentRow).rule)
