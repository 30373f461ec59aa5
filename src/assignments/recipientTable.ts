import { Temporal } from 'temporal-polyfill'
import { rowsAsOf } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import type { Batches } from '../imports/file/writeCsv.ts'
import { listRecipients, type RecipientFilter, type RecipientRow } from './recipientQueries.ts'

const RECIPIENTS_A_PAGE = 1_000

export const RECIPIENT_HEADERS = [
  'email',
  'first_name',
  'last_name',
  'status',
  'occurrence',
  'assigned_at',
  'due_at',
  'opened_at',
  'completed_at',
  'withdrawn_at',
  'evidence',
  'via',
]

/** The recipients a filter finds as rows of a sheet, in the order of the list, fetched a page at a time. */
export async function* recipientTable(sql: Sql, filter: RecipientFilter, timeZone: string): Batches {
  const names = await segmentNames(sql, filter.workspaceId, filter.asOf?.version)
  for (let after: Parameters<typeof listRecipients>[2]['after']; ; ) {
    const rows = await listRecipients(sql, filter, { after, limit: RECIPIENTS_A_PAGE })
    yield rows.map(row => cellsOf(row, names, timeZone))
    const last = rows.at(-1)
    if (!last || rows.length < RECIPIENTS_A_PAGE) return
    after = [last.search, last.person_id, last.occurrence]
  }
}

/** As they are called, or were at a version. Deleted ones too: what came through them stays on record. */
async function segmentNames(
  sql: Sql,
  workspaceId: number,
  version: number | undefined,
): Promise<Map<number, string>> {
  const rows = await sql
    .selectFrom('segment')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  if (version === undefined) return names
  const { segments } = await rowsAsOf(sql, workspaceId, version)
  for (const [id, row] of segments) if (row) names.set(id, row.name)
  return names
}

function cellsOf(row: RecipientRow, names: ReadonlyMap<number, string>, timeZone: string): string[] {
  const via = JSON.parse(row.via) as number[]
  return [
    row.email,
    row.first_name,
    row.last_name,
    row.status,
    String(row.occurrence),
    clockTime(row.assigned_at, timeZone),
    clockTime(row.due_at, timeZone),
    clockTime(row.opened_at, timeZone),
    clockTime(row.completed_at, timeZone),
    clockTime(row.withdrawn_at, timeZone),
    row.evidence ?? '',
    via.flatMap(id => names.get(id) ?? []).join('; '),
  ]
}

/** `2026-12-31 14:30` in the workspace's time zone: spreadsheet programs read it as a date, and so does a list of completions. */
function clockTime(at: number | null, timeZone: string): string {
  if (at === null) return ''
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
