import { listChanges } from '../changes/history.ts'
import type { Sql } from '../db/db.ts'
import { countMessages } from '../delivery/queries.ts'
import { countOverdueRows } from '../reports/overdueQueries.ts'
import { assignmentsIn } from '../reports/reportFilter.ts'
import type { Roster } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { rosterLookAlikes } from '../tags/rosterLookAlikes.ts'

/** Of each thing that needs attention, so many are shown. */
const SHOWN = 20
const CHANGES = 10

/** The workspace at a glance: from the roster, and a few counts that indexes answer. */
export async function overview(sql: Sql, roster: Roster, now: number) {
  const { workspaceId } = roster
  const assignments = { draft: 0, live: 0, closed: 0 }
  for (const { status } of roster.assignments.values())
    assignments[status === 'scheduled' ? 'draft' : status]++
  const emptySegments = [...roster.segments.values()]
    .filter(segment => roster.members.sizeOf(segment.id) === 0)
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => naturalOrder(a.name, b.name))
  const [inactive, overdue, { held, failed, bounced }, changes] = await Promise.all([
    countInactive(sql, roster),
    countOverdue(sql, roster, now),
    countMessages(sql, { workspaceId }),
    listChanges(sql, workspaceId, { limit: CHANGES }),
  ])
  return {
    people: roster.everyone.size,
    inactive,
    tags: roster.tags.size,
    segments: roster.segments.size,
    assignments,
    attention: {
      overdue,
      messages: { held, failed: failed + bounced },
      emptySegments: emptySegments.slice(0, SHOWN),
      lookAlikes: [...rosterLookAlikes(roster).values()]
        .slice(0, SHOWN)
        .map(({ key, tag, like }) => ({ key, value: tag.value, like: like.value })),
    },
    changes: changes.items,
  }
}

const inactiveKnown = new WeakMap<Roster, { version: number; inactive: number }>()

/** No index finds them, so they are counted once a version: every change of a status is one. */
async function countInactive(sql: Sql, roster: Roster): Promise<number> {
  const { version } = roster
  const known = inactiveKnown.get(roster)
  if (known?.version === version) return known.inactive
  const row = await sql
    .selectFrom('person')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .where('workspace_id', '=', roster.workspaceId)
    .where('status', '=', 'inactive')
    .executeTakeFirstOrThrow()
  const inactive = Number(row.people)
  inactiveKnown.set(roster, { version, inactive })
  return inactive
}

/** Of live assignments: what is closed is nobody's debt any more. */
async function countOverdue(sql: Sql, roster: Roster, now: number): Promise<number> {
  const live = assignmentsIn(roster, {}).map(({ id }) => id)
  return await countOverdueRows(sql, { workspaceId: roster.workspaceId, assignmentIds: live, now })
}
