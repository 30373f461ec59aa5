import { randomUUID } from 'node:crypto'
import { sql as raw } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Db, Sql } from '../db/db.ts'
import { Invalid } from '../errors.ts'
import type { Settings } from './contract.ts'

export const DEFAULT_LIMITS: Settings['limits'] = {
  segmentShare: 0.25,
  segmentPeople: 50,
  deactivated: 50,
  messages: 1_000,
}

export const DEFAULT_CALENDAR: Pick<Settings, 'workingDays' | 'closedDays'> = {
  workingDays: [1, 2, 3, 4, 5],
  closedDays: [],
}

const KEEP_FILES_DAYS = 90

type NewWorkspace = { name: string; timeZone?: string; ownerId: string; now: Date }

/** A new, empty workspace with its owner; answers its id. Inside the caller's transaction. */
export async function insertWorkspace(
  dialect: Db['dialect'],
  sql: Sql,
  { name, timeZone = 'Etc/UTC', ownerId, now }: NewWorkspace,
): Promise<number> {
  checkTimeZone(timeZone)
  await oneAtATime(dialect, sql)
  const last = await sql
    .selectFrom('workspace')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const id = (last?.id ?? 0) + 1
  const created_at = now.getTime()
  await sql
    .insertInto('workspace')
    .values({
      id,
      organization_id: randomUUID(),
      name,
      time_zone: timeZone,
      limits: JSON.stringify(DEFAULT_LIMITS),
      calendar: JSON.stringify(DEFAULT_CALENDAR),
      version: 0,
      evaluated_on: dayIn(timeZone, created_at),
      next_person: 1,
      next_key: 1,
      next_tag: 1,
      next_segment: 1,
      next_assignment: 1,
      next_import: 1,
      next_message: 1,
      next_exception: 1,
      next_alias: 1,
      created_at,
      keep_files_days: KEEP_FILES_DAYS,
      delivery: '{}',
    })
    .execute()
  await sql
    .insertInto('member')
    .values({ workspace_id: id, account_id: ownerId, role: 'owner', joined_at: created_at })
    .execute()
  return id
}

const dayIn = (timeZone: string, moment: number) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** Until the transaction ends, nobody else makes a workspace or a first account. SQLite has but one writer anyway. */
export async function oneAtATime(dialect: Db['dialect'], sql: Sql): Promise<void> {
  if (dialect === 'postgres') await raw`select pg_advisory_xact_lock(77201)`.execute(sql)
}

/** The zone as given, if the system knows it. Throws Invalid. */
export function checkTimeZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone
  } catch {
    const message = `“${timeZone}” is not a time zone; they are named like Europe/Berlin or America/Chicago.`
    throw new Invalid(message, [{ path: 'timeZone', message }])
  }
}
