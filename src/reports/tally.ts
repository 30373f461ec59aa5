import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
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
 * database as a few long texts, because a row each takes several times as long; groups are then sums over the roster's sets,
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
  const rows = await listMarked(sql, roster.workspaceId, assignmentIds, now)
  const most = rows.reduce((last, row) => Math.max(last, row.last), 0)
  const empty = () => new Uint16Array(most + 1)
  const counted: Tally = {
    by: { received: empty(), opened: empty(), completed: empty(), overdue: empty() },
    all: noFigures(),
    inactive: noFigures(),
    ofAssignment: new Map(assignmentIds.map(id => [id, noFigures()])),
  }
  for (const row of rows) {
    const own = counted.ofAssignment.get(row.assignment_id) ?? noFigures()
    eachMarked(row.people, (id, mark) => {
      if (among && !among.has(id)) return
      const isActive = roster.everyone.has(id)
      for (const name of MARKS[mark] ?? []) {
        const counts = counted.by[name]
        counts[id] = (counts[id] ?? 0) + 1
        own[name]++
        counted.all[name]++
        if (!isActive) counted.inactive[name]++
      }
    })
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

/** Letters behind a person's number: what it counts in. Upper case where it is overdue. */
const MARKS: Record<string, readonly (keyof Figures)[]> = {
  a: ['received'],
  A: ['received', 'overdue'],
  o: ['received', 'opened'],
  O: ['received', 'opened', 'overdue'],
  c: ['received', 'opened', 'completed'],
}

type MarkedRow = { assignment_id: number; last: number; people: string }

async function listMarked(
  sql: Sql,
  workspaceId: number,
  assignmentIds: readonly number[],
  now: number,
): Promise<MarkedRow[]> {
  if (assignmentIds.length === 0) return []
  const { rows } = await raw<MarkedRow>`
    select assignment_id, max(person_id) as last, string_agg(
      cast(person_id as text) || case
        when status = 'completed' then 'c'
        when status = 'opened' then case when due_at < ${now} then 'O' else 'o' end
        else case when due_at < ${now} then 'A' else 'a' end end, '') as people
    from recipient
    where workspace_id = ${workspaceId} and assignment_id in (${raw.join(assignmentIds)})
      and superseded_at is null and status <> 'withdrawn'
    group by assignment_id`.execute(sql)
  return rows
}

const ZERO = 48
const NINE = 57

/** Calls back for `7a12C` with 7 and `a`, 12 and `C`. */
function eachMarked(text: string, look: (id: number, mark: string) => void): void {
  let id = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) id = id * 10 + code - ZERO
    else {
      look(id, text.charAt(at))
      id = 0
    }
  }
}
