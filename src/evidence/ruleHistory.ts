import { momentOf } from '../assignments/showAssignment.ts'
import { rowImagesAfter } from '../changes/rowImages.ts'
import type { Sql } from '../db/db.ts'
import type { SegmentRow } from '../db/schema.ts'
import { mentioned } from '../segments/rule/mentioned.ts'
import { print } from '../segments/rule/print.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { unbind } from '../segments/rule/unbind.ts'
import { ruleVersions } from '../segments/ruleVersions.ts'
import type { EvidenceRule } from './contract.ts'
import { loadChanges } from './loadChanges.ts'
import { namesOverTime } from './namesOverTime.ts'

type Versions = { segment: number; rules: { change: number; rule: BoundRule }[] }

/**
 * Every version of the rules of some segments up to a version of the workspace, each in the words of the change that set it;
 * those of segments that they refer to as well, since they decide with them.
 */
export async function ruleHistory(
  sql: Sql,
  workspaceId: number,
  version: number,
  segments: Iterable<number>,
): Promise<EvidenceRule[]> {
  const found = new Map<number, Versions>()
  for (let open = [...new Set(segments)]; open.length > 0; ) {
    for (const id of open) found.set(id, await versionsOf(sql, workspaceId, version, id))
    const rules = [...found.values()].flatMap(each => each.rules.map(({ rule }) => rule))
    open = [...mentioned(rules).segments].filter(id => !found.has(id))
  }
  const all = [...found.values()]
  const rules = all.flatMap(each => each.rules.map(({ rule }) => rule))
  const names = await namesOverTime(sql, workspaceId, rules, found.keys())
  const changes = await loadChanges(
    sql,
    workspaceId,
    all.flatMap(each => each.rules.map(({ change }) => change)),
  )
  return all
    .sort((a, b) => a.segment - b.segment)
    .flatMap(({ segment, rules }) =>
      rules.map(({ change, rule }, index): EvidenceRule => {
        const next = rules[index + 1]
        const set = changes.get(change)
        return {
          segment,
          name: names(version).segmentById(segment)?.name ?? `#${segment}`,
          version: index + 1,
          text: print(unbind(rule, names(change))),
          set: { change, at: momentOf(set?.at ?? 0), by: set?.by ?? '' },
          until: next ? momentOf(changes.get(next.change)?.at ?? 0) : null,
        }
      }),
    )
}

async function versionsOf(sql: Sql, workspaceId: number, version: number, id: number): Promise<Versions> {
  const present = await ruleAt(sql, workspaceId, version, id)
  const versions = present === undefined ? [] : await ruleVersions(sql, { workspaceId, version }, id, present)
  return {
    segment: id,
    rules: [...versions].map(([change, { after }]) => ({ change, rule: JSON.parse(after) as BoundRule })),
  }
}

/** Deleted ones too: their row keeps the last rule. */
async function ruleAt(
  sql: Sql,
  workspaceId: number,
  version: number,
  id: number,
): Promise<string | undefined> {
  const about = { workspaceId, kind: 'segment' } as const
  const image = (await rowImagesAfter<SegmentRow>(sql, about, [id], version)).get(id)
  if (image !== undefined) return image?.rule
  const row = await sql
    .selectFrom('segment')
    .select('rule')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.rule
}
