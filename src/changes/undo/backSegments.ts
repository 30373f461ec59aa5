import type { SegmentRow } from '../../db/schema.ts'
import { findCircle } from '../../segments/rule/findCircle.ts'
import { references } from '../../segments/rule/references.ts'
import type { BoundRule } from '../../segments/rule/rule.ts'
import { type Draft, keyRow, tagRow } from '../draft.ts'
import type { Drawing } from './drawing.ts'
import { settleNames } from './settleNames.ts'
import { stepBack } from './threeWay.ts'

const GROUPS = [['name', 'name_fold'], ['description'], ['rule']] as const

/** Changed and deleted segments as they were, as far as their rules still name what there is. */
export function backSegments({ draft, past, notes }: Drawing): void {
  const back: { current: SegmentRow | null; row: SegmentRow }[] = []
  for (const { before, after, current } of past.segments) {
    if (before === null) continue
    if (after === null) {
      if (current === null) back.push({ current, row: { ...before, updated_at: draft.now } })
    } else if (current === null)
      notes.add(() => `The segment “${after.name}” has been deleted since, and stays deleted.`)
    else {
      const { row, kept } = stepBack({ before, after, current }, GROUPS)
      for (const field of kept)
        notes.add(
          () => `The ${field} of the segment “${current.name}” has been changed again since, and stays so.`,
        )
      if (GROUPS.flat().some(field => row[field] !== current[field]))
        back.push({ current, row: { ...row, updated_at: draft.now } })
    }
  }
  const without = settleNames(
    back
      .filter(({ current, row }) => current?.name_fold !== row.name_fold)
      .map(({ current, row }) => ({
        id: row.id,
        wanted: row.name_fold,
        present: current?.name_fold ?? null,
        holder: draft.roster.segmentByFold.get(row.name_fold),
      })),
    id => draft.segments.get(id)?.after === null,
  )
  for (const { current, row } of back) {
    if (!without.has(row.id)) draft.segments.set(row.id, { before: current, after: row })
    else if (!current)
      notes.add(() => `The segment “${row.name}” does not come back: another one has its name by now.`)
    else {
      const { name, name_fold } = current
      notes.add(() => `The segment “${name}” keeps its name: “${row.name}” is another’s by now.`)
      draft.segments.set(row.id, { before: current, after: { ...row, name, name_fold } })
    }
  }
  // A segment that does not come back may be what another one names: until nothing more falls.
  for (let fallen = true; fallen; ) {
    fallen = false
    for (const { row } of back) if (dropBroken(row.id)) fallen = true
  }

  function dropBroken(id: number): boolean {
    const write = draft.segments.get(id)
    if (!write?.after || write.before?.rule === write.after.rule) return false
    const why = broken(draft, id, JSON.parse(write.after.rule) as BoundRule)
    if (why === undefined) return false
    const { before, after } = write
    if (before) {
      notes.add(() => `The rule of the segment “${before.name}” stays as it is: the old one ${why}.`)
      draft.segments.set(id, { before, after: { ...after, rule: before.rule } })
    } else {
      notes.add(() => `The segment “${after.name}” does not come back: its rule ${why}.`)
      draft.segments.delete(id)
    }
    return true
  }
}

/** Why a rule of the past can no longer stand. */
function broken(draft: Draft, id: number, rule: BoundRule): string | undefined {
  const { keys, tags, segments } = references(rule)
  if ([...keys].some(key => !keyRow(draft, key))) return 'reads a tag key that is gone'
  if ([...tags].some(tag => !tagRow(draft, tag))) return 'names a tag that is gone'
  if ([...segments].some(other => !ruleAfter(draft, other))) return 'names a segment that is gone'
  if (findCircle(id, rule, other => ruleAfter(draft, other))) return 'would go round in a circle by now'
  return undefined
}

export function ruleAfter(draft: Draft, id: number): BoundRule | undefined {
  const write = draft.segments.get(id)
  if (!write) return draft.roster.segments.get(id)?.rule
  return write.after ? (JSON.parse(write.after.rule) as BoundRule) : undefined
}
