import { Temporal } from 'temporal-polyfill'
import { currentRoster, type Engine } from '../changes/engine.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { searchable } from '../people/person.ts'
import { audienceOf } from '../roster/evaluate.ts'
import { intersectionSize, nobody } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import type { Assignment, Audience, Due, Repeat } from './contract.ts'
import { anchorOf, nextOn } from './occurrenceDays.ts'
import { type AssignmentCounts, countsOf, listAssignmentRows } from './queries.ts'
import { stepsOf } from './steps.ts'

/** One assignment with its counts, as the contract shows it. Throws NotFound. */
export async function getAssignment(
  engine: Engine,
  workspaceId: number,
  id: number,
  now: number,
): Promise<Assignment> {
  const roster = await currentRoster(engine, workspaceId)
  const [shown] = await showAll(engine, roster, [id], now)
  if (!shown) throw new NotFound('There is no such assignment.')
  return shown
}

export type AssignmentsPage = {
  q?: string
  status?: Assignment['status']
  /** Only ids below this one. */
  before?: number
  limit: number
}

/** Newest first. Titles are searched in the roster, which holds them all, so that accents and case do not matter. */
export async function listAssignments(
  engine: Engine,
  workspaceId: number,
  { q, status, before, limit }: AssignmentsPage,
  now: number,
): Promise<{ items: Assignment[]; total: number; next: number | null }> {
  const roster = await currentRoster(engine, workspaceId)
  const words = searchable(q ?? '').split(' ')
  const found: number[] = []
  for (const each of roster.assignments.values()) {
    if (status && each.status !== status) continue
    const title = searchable(each.title)
    if (words.every(word => title.includes(word))) found.push(each.id)
  }
  found.sort((a, b) => b - a)
  const rest = before === undefined ? found : found.filter(id => id < before)
  const page = rest.slice(0, limit)
  return {
    items: await showAll(engine, roster, page, now),
    total: found.length,
    next: rest.length > limit ? (page.at(-1) ?? null) : null,
  }
}

async function showAll(engine: Engine, roster: Roster, ids: readonly number[], now: number) {
  const [rows, counts] = await Promise.all([
    listAssignmentRows(engine.db.read, roster.workspaceId, ids),
    countsOf(engine.db.read, roster.workspaceId, ids, now),
  ])
  return rows.map(row => showAssignment(row, roster, counts.get(row.id)))
}

const noCounts = { assigned: 0, opened: 0, completed: 0, withdrawn: 0, overdue: 0, held: 0, failed: 0 }

/** Pure: the row with what the roster knows of its audience. */
export function showAssignment(
  row: AssignmentRow & { changed_in: number },
  roster: Roster,
  counts: AssignmentCounts = noCounts,
): Assignment {
  const audience = JSON.parse(row.audience) as Audience
  const everyone = audienceOf(audience, segment => roster.members.get(segment) ?? nobody)
  const exempt = intersectionSize(everyone, roster.exempt.get(row.id) ?? nobody)
  return {
    id: row.id,
    title: row.title,
    instructions: row.instructions,
    link: row.link,
    audience,
    segments: [...audience.include, ...audience.exclude].flatMap(id => {
      const segment = roster.segments.get(id)
      return segment ? [{ id, name: segment.name }] : []
    }),
    joiners: row.joiners,
    leavers: row.leavers,
    startsAt: momentOf(row.starts_at),
    due: row.due === null ? null : (JSON.parse(row.due) as Due),
    repeat: row.repeat === null ? null : (JSON.parse(row.repeat) as Repeat),
    occurrence: row.occurrence,
    nextOn: comesAgainOn(row),
    reminders: JSON.parse(row.reminders) as number[],
    completion: row.completion,
    steps: stepsOf(row),
    status: row.status,
    counts: { audience: everyone.size - exempt, exempt, ...counts },
    version: row.changed_in,
    publishedAt: momentOf(row.published_at),
    closedAt: momentOf(row.closed_at),
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  }
}

/** The day on which it comes again for everyone; null unless it is live and repeats by date. */
export function comesAgainOn(row: Pick<AssignmentRow, 'status' | 'repeat' | 'occurred_on'>): string | null {
  const repeat = row.repeat === null ? null : (JSON.parse(row.repeat) as Repeat)
  if (row.status !== 'live' || row.occurred_on === null || repeat?.from !== 'date') return null
  const last = Temporal.PlainDate.from(row.occurred_on)
  return nextOn(repeat, anchorOf(repeat, last), last).toString()
}

/** ISO 8601, as the contracts write moments. */
export function momentOf(milliseconds: number): string
export function momentOf(milliseconds: number | null): string | null
export function momentOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
