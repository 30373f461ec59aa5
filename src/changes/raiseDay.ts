import { Temporal } from 'temporal-polyfill'
import type { WorkspaceTable } from '../db/schema.ts'
import { references } from '../segments/rule/references.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import type { Draft } from './draft.ts'

/** The day (YYYY-MM-DD) it is in a time zone; `now` in milliseconds since 1970. Right on days of 23 and 25 hours too. */
export function dayIn(timeZone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/**
 * The clock raises the workspace's day only where a segment counts from today. So the act that brings such a segment
 * (created, changed, come back by an undo) raises it itself, or it would be evaluated for a day long past.
 */
export function raiseDay(draft: Draft, workspace: Pick<WorkspaceTable, 'time_zone'>): void {
  if (draft.today !== null) return
  const brings = [...draft.segments.values()].some(
    ({ after }) => after && references(JSON.parse(after.rule) as BoundRule).relative,
  )
  if (!brings) return
  const day = dayIn(workspace.time_zone, draft.now)
  // A workspace that moved to a zone further west waits for its day to come round again.
  if (day > draft.roster.today) draft.today = day
}

/**
 * What the clock does for everyone in a segment of a new day begins that day too, if a segment counts from today: else it
 * would still go by yesterday's members.
 */
export function beginDay(draft: Draft, workspace: Pick<WorkspaceTable, 'time_zone'>): void {
  const day = dayIn(workspace.time_zone, draft.now)
  const isRelative = [...draft.roster.segments.values()].some(({ refs }) => refs.relative)
  if (isRelative && day > draft.roster.today) draft.today = day
}
