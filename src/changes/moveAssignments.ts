import { audienceOf } from '../roster/evaluate.ts'
import { difference, intersection, moved, nobody, type PeopleSet, union } from '../roster/peopleSet.ts'
import type { RosterAssignment } from '../roster/roster.ts'
import type { Consequences, Moves } from './consequences.ts'
import type { Draft } from './draft.ts'

/**
 * What the recipients' rows say beyond the roster, for the assignments a draft may move. `told` are people it was withdrawn
 * from after their message had left; whoever lost it before that has never heard of it.
 */
export type RecipientStates = Map<number, { completed: PeopleSet; told: PeopleSet }>

export type AssignmentMove = {
  /** Receives it now: for the first time, or again after it was withdrawn. */
  received: PeopleSet
  withdrawn: PeopleSet
  /** Of `received`, those who had it before and were told: they get no second message. */
  again: PeopleSet
}

/** The assignments whose recipients a draft may move: load their RecipientStates, then call `moveAssignments`. */
export function assignmentsToLookAt(draft: Draft, { segments }: Consequences): number[] {
  const found = new Set<number>([...draft.withdraw.keys(), ...draft.giveBack.keys()])
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
 * receive it again.
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
    let received = nobody
    let withdrawn = intersection(draft.withdraw.get(id) ?? nobody, open)
    if (assignment?.status === 'live') {
      const before = roster.assignments.get(id)
      const audience = audienceOf(assignment, segment =>
        membersAfter(membersBefore(segment), segments, segment),
      )
      // One that was closed and is live again (an undo) treats whoever came meanwhile as the joiners they are.
      const publishing = before?.status !== 'live' && before?.status !== 'closed'
      const redrawn =
        before &&
        (String(before.include) !== String(assignment.include) ||
          String(before.exclude) !== String(assignment.exclude))
      if (publishing || assignment.joiners === 'receive') received = audience
      // Joiners are left out, but whoever an editor adds to the audience by hand is not a joiner.
      else if (redrawn)
        received = difference(
          audience,
          audienceOf(before, segment => membersAfter(membersBefore(segment), segments, segment)),
        )
      received = union(received, intersection(draft.giveBack.get(id) ?? nobody, audience))
      received = difference(received, has)
      if (assignment.leavers === 'withdraw') withdrawn = union(withdrawn, difference(open, audience))
    }
    received = difference(received, draft.withdraw.get(id) ?? nobody)
    if (received.isEmpty && withdrawn.isEmpty) continue
    moves.set(id, { received, withdrawn, again: intersection(received, state.told) })
  }
  return moves
}

function membersAfter(before: PeopleSet, segments: Moves, id: number): PeopleSet {
  const move = segments.get(id)
  return move ? moved(before, move.entered, move.left) : before
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
      })
    }
  }
  return all
}
