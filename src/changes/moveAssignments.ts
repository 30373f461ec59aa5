import { audienceOf } from '../roster/evaluate.ts'
import { type Moves, moved } from '../roster/moved.ts'
import { difference, intersection, nobody, type PeopleSet, setOf, union } from '../roster/peopleSet.ts'
import type { RosterAssignment } from '../roster/roster.ts'
import type { Consequences } from './consequences.ts'
import type { Draft } from './draft.ts'

/** What the present rows of recipients say beyond the roster, for the assignments a draft may move. */
export type RecipientStates = Map<
  number,
  {
    completed: PeopleSet
    /**
     * People it was withdrawn from after their message about the present occurrence had left; whoever lost it before that
     * has never heard of it.
     */
    told: PeopleSet
    /** People it was withdrawn from: they have a row, which is taken up again. */
    withdrawn: PeopleSet
    /** People whose row is of an occurrence before the newest. */
    behind: PeopleSet
  }
>

export type AssignmentMove = {
  /** Receives it now: for the first time, or again after it was withdrawn. */
  received: PeopleSet
  withdrawn: PeopleSet
  /** Of `received`, those who had it before and were told: they get no second message. */
  again: PeopleSet
  /** Of `received`, those who have a row already. */
  returned: PeopleSet
  /** Has it, and receives its next occurrence. */
  renewed: PeopleSet
}

/** The assignments whose recipients a draft may move: load their RecipientStates, then call `moveAssignments`. */
export function assignmentsToLookAt(draft: Draft, { segments }: Consequences): number[] {
  const found = new Set<number>([
    ...draft.withdraw.keys(),
    ...draft.giveBack.keys(),
    ...draft.renew.keys(),
    ...exceptionWrites(draft).map(({ assignment_id }) => assignment_id),
  ])
  for (const [id, assignment] of assignmentsAfter(draft)) {
    if (assignment.status !== 'live') continue
    const changed = draft.assignments.has(id)
    if (changed || [...assignment.include, ...assignment.exclude].some(segment => segments.has(segment)))
      found.add(id)
  }
  return [...found]
}

/**
 * Who receives and who loses which assignment. Pure. What is completed is never taken away; whoever has it does not
 * receive it again, unless it is time for its next occurrence.
 */
export function moveAssignments(
  draft: Draft,
  { segments }: Consequences,
  states: RecipientStates,
): Map<number, AssignmentMove> {
  const { roster } = draft
  const after = assignmentsAfter(draft)
  const membersBefore = (id: number) => roster.members.get(id) ?? nobody
  const moves = new Map<number, AssignmentMove>()
  for (const [id, state] of states) {
    const assignment = after.get(id)
    const has = roster.received.get(id) ?? nobody
    const open = difference(has, state.completed)
    const forced = draft.withdraw.get(id) ?? nobody
    let received = nobody
    let renewed = nobody
    let withdrawn = intersection(forced, open)
    if (assignment?.status === 'live') {
      const before = roster.assignments.get(id)
      const exempt = exemptAfter(draft, id)
      const audience = difference(
        audienceOf(assignment, segment => membersAfter(membersBefore(segment), segments, segment)),
        exempt,
      )
      // One that was closed and is live again (an undo) treats whoever came meanwhile as the joiners they are.
      const publishing = before?.status !== 'live' && before?.status !== 'closed'
      const occurring = before !== undefined && before.occurrence < assignment.occurrence
      const redrawn =
        before &&
        (String(before.include) !== String(assignment.include) ||
          String(before.exclude) !== String(assignment.exclude))
      if (publishing || occurring || assignment.joiners === 'receive') received = audience
      // Joiners are left out, but whoever an editor adds to the audience by hand is not a joiner.
      else if (redrawn)
        received = difference(
          audience,
          audienceOf(before, segment => membersAfter(membersBefore(segment), segments, segment)),
        )
      // Nor is whoever has been in the audience and was exempt from it.
      const freed = difference(roster.exempt.get(id) ?? nobody, exempt)
      received = union(received, intersection(union(draft.giveBack.get(id) ?? nobody, freed), audience))
      renewed = union(
        intersection(intersection(received, has), state.behind),
        intersection(intersection(draft.renew.get(id) ?? nobody, audience), state.completed),
      )
      received = difference(received, has)
      if (assignment.leavers === 'withdraw') withdrawn = union(withdrawn, difference(open, audience))
      withdrawn = union(withdrawn, intersection(open, exempt))
    }
    received = difference(received, forced)
    renewed = difference(renewed, withdrawn)
    if (received.isEmpty && withdrawn.isEmpty && renewed.isEmpty) continue
    moves.set(id, {
      received,
      withdrawn,
      again: intersection(received, state.told),
      returned: intersection(received, state.withdrawn),
      renewed,
    })
  }
  return moves
}

function membersAfter(before: PeopleSet, segments: Moves, id: number): PeopleSet {
  const move = segments.get(id)
  return move ? moved(before, move.entered, move.left) : before
}

/** Everyone who receives something by a move, for the first time or a further one. */
export function everyoneReceiving({ received, renewed }: AssignmentMove): PeopleSet {
  return renewed.isEmpty ? received : union(received, renewed)
}

function exceptionWrites(draft: Draft) {
  return [...draft.exceptions.values()].flatMap(({ before, after }) => after ?? before ?? [])
}

/** Who is exempt from an assignment as the draft would leave it. */
export function exemptAfter(draft: Draft, assignmentId: number): PeopleSet {
  const before = draft.roster.exempt.get(assignmentId) ?? nobody
  const writes = exceptionWrites(draft).filter(
    row => row.assignment_id === assignmentId && row.kind === 'exempt',
  )
  if (writes.length === 0) return before
  const isExempt = (id: number) => draft.exceptions.get(id)?.after?.ended_at === null
  const some = (wanted: boolean) =>
    setOf(writes.filter(({ id }) => isExempt(id) === wanted).map(row => row.person_id))
  return union(difference(before, some(false)), some(true))
}

/** The assignments as the draft would leave them. */
export function assignmentsAfter(draft: Draft): ReadonlyMap<number, RosterAssignment> {
  if (draft.assignments.size === 0) return draft.roster.assignments
  const all = new Map(draft.roster.assignments)
  for (const [id, { after }] of draft.assignments) {
    if (!after) all.delete(id)
    else {
      const { include, exclude } = JSON.parse(after.audience) as { include: number[]; exclude: number[] }
      all.set(id, {
        id,
        title: after.title,
        status: after.status,
        include,
        exclude,
        joiners: after.joiners,
        leavers: after.leavers,
        occurrence: after.occurrence,
      })
    }
  }
  return all
}
