import type { Sql } from '../db/db.ts'
import { mentioned } from '../segments/rule/mentioned.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import type { Names } from '../segments/rule/unbind.ts'

const IDS_A_QUERY = 500

/** What keys, tags and segments that rules name were called at any version. */
export type NamesOverTime = (version: number) => Names

type Kind = 'key' | 'tag' | 'segment'
type Named = { name?: string; value?: string }
/** Oldest first: until which change something was so; the last is as it is, or was when it was deleted. */
type Past = { until: number; row: Named | null }[]

export async function namesOverTime(
  sql: Sql,
  workspaceId: number,
  rules: readonly BoundRule[],
  alsoSegments: Iterable<number>,
): Promise<NamesOverTime> {
  const { keys, tags, segments } = mentioned(rules)
  for (const id of alsoSegments) segments.add(id)
  const past = {
    key: await pastOf(sql, workspaceId, 'key', [...keys]),
    tag: await pastOf(sql, workspaceId, 'tag', [...tags]),
    segment: await pastOf(sql, workspaceId, 'segment', [...segments]),
  }
  return version => {
    const at = (kind: Kind, id: number) => past[kind].get(id)?.find(({ until }) => until > version)?.row
    const named = (kind: Kind, id: number) => {
      const name = at(kind, id)?.name
      return name === undefined ? undefined : { name }
    }
    return {
      keyById: id => named('key', id),
      tagById(id) {
        const value = at('tag', id)?.value
        return value === undefined ? undefined : { value }
      },
      segmentById: id => named('segment', id),
    }
  }
}

const TABLES = { key: 'tag_key', tag: 'tag', segment: 'segment' } as const

async function pastOf(
  sql: Sql,
  workspaceId: number,
  kind: Kind,
  ids: readonly number[],
): Promise<Map<number, Past>> {
  const past = new Map<number, Past>(ids.map(id => [id, []]))
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const some = ids.slice(start, start + IDS_A_QUERY)
    const images = await sql
      .selectFrom('change_row')
      .select(['change_id', 'row_id', 'before'])
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .where('row_id', 'in', some)
      .orderBy('change_id')
      .execute()
    for (const { change_id, row_id, before } of images)
      past.get(row_id)?.push({
        until: change_id,
        row: before === null ? null : (JSON.parse(before) as Named),
      })
    const rows = await sql
      .selectFrom(TABLES[kind] as 'segment')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', some)
      .execute()
    for (const row of rows) past.get(row.id)?.push({ until: Number.MAX_SAFE_INTEGER, row })
  }
  return past
}
