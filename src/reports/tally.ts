import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { RecipientTable } from '../db/schema.ts'
import { ids, type PeopleSet } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import type { Figures } from './contract.ts'

export const figureNames = ['received', 'opened', 'completed', 'overdue'] as const satisfies (keyof Figures)[]
export const noFigures = (): Figures => ({ received: 0, opened: 0, completed: 0, overdue: 0 })

/** How often each person counts in each figure, over some assignments; indexed by the person's number. */
export type Tally = {
  by: Record<keyof Figures, Uint16Array>
  all: Figures
  /** Of whom is not active. */
  inactive: Figures
  ofAssignment: Map<number, Figures>
}

/**
 * Counts the present recipients of some assignments, or those of them who are in a set. Numbers of people come from the
 * database as a few long texts, because a row each takes ten times as long; groups are then sums over the roster's sets,
 * however many there are.
 */
export async function tally(
  sql: Sql,
  roster: Roster,
  {
    assignmentIds,
    among,
    now,
  }: { assignmentIds: readonly number[]; among?: PeopleSet | undefined; now: number },
): Promise<Tally> {
  const rows = await listNumbers(sql, roster.workspaceId, assignmentIds, now)
  const most = rows.reduce((last, row) => Math.max(last, row.last), 0)
  const empty = () => new Uint16Array(most + 1)
  const counted: Tally = {
    by: { received: empty(), opened: empty(), completed: empty(), overdue: empty() },
    all: noFigures(),
    inactive: noFigures(),
    ofAssignment: new Map(assignmentIds.map(id => [id, noFigures()])),
  }
  for (const row of rows) {
    const names = figuresOf(row)
    const own = counted.ofAssignment.get(row.assignment_id) ?? noFigures()
    let people = 0
    let inactive = 0
    for (const id of numbersIn(row.people)) {
      if (among && !among.has(id)) continue
      people++
      if (!roster.everyone.has(id)) inactive++
      for (const name of names) {
        const counts = counted.by[name]
        counts[id] = (counts[id] ?? 0) + 1
      }
    }
    for (const name of names) {
      own[name] += people
      counted.all[name] += people
      counted.inactive[name] += inactive
    }
  }
  return counted
}

/** What the people of a set come to. */
export function figuresIn({ by }: Tally, set: PeopleSet): Figures & { people: number } {
  const sums = { ...noFigures(), people: 0 }
  for (const id of ids(set)) {
    const received = by.received[id] ?? 0
    if (received === 0) continue
    sums.people++
    sums.received += received
    sums.opened += by.opened[id] ?? 0
    sums.completed += by.completed[id] ?? 0
    sums.overdue += by.overdue[id] ?? 0
  }
  return sums
}

type NumbersRow = {
  assignment_id: number
  status: Exclude<RecipientTable['status'], 'withdrawn'>
  late: number
  last: number
  people: string
}

function figuresOf({ status, late }: NumbersRow): (keyof Figures)[] {
  if (status === 'completed') return ['received', 'opened', 'completed']
  return [
    'received',
    ...(status === 'opened' ? (['opened'] as const) : []),
    ...(late ? (['overdue'] as const) : []),
  ]
}

async function listNumbers(
  sql: Sql,
  workspaceId: number,
  assignmentIds: readonly number[],
  now: number,
): Promise<NumbersRow[]> {
  if (assignmentIds.length === 0) return []
  const { rows } = await raw<NumbersRow>`
    select assignment_id, status, late, max(person_id) as last, string_agg(cast(person_id as text), ',') as people
    from (
      select assignment_id, person_id, status, case when due_at < ${now} then 1 else 0 end as late
      from recipient
      where workspace_id = ${workspaceId} and assignment_id in (${raw.join(assignmentIds)})
        and superseded_at is null and status <> 'withdrawn'
    ) as present
    group by assignment_id, status, late`.execute(sql)
  return rows
}

const ZERO = 48

/** `7,12,3` as numbers. */
function* numbersIn(text: string): Generator<number> {
  let number = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit >= 0) number = number * 10 + digit
    else {
      yield number
      number = 0
    }
  }
  yield number
}
