import { audienceOf } from '../../roster/evaluate.ts'
import { moved } from '../../roster/moved.ts'
import { difference, intersection, nobody, type PeopleSet, setOf, union } from '../../roster/peopleSet.ts'
import { consequences } from '../consequences.ts'
import type { Draft } from '../draft.ts'
import { assignmentsAfter } from '../moveAssignments.ts'
import type { Past } from './loadPast.ts'

/**
 * Who loses again what the change assigned, and who gets back what it withdrew, as the rows drawn back would have it.
 * Whoever is still in the audience keeps it; what is begun is kept in any case.
 */
export function backRecipients(draft: Draft, past: Past): void {
  const { roster } = draft
  const removed = removedPeople(draft)
  const withdraw = (id: number, people: PeopleSet) => {
    const all = union(draft.withdraw.get(id) ?? nobody, people)
    if (!all.isEmpty) draft.withdraw.set(id, all)
  }
  if (!removed.isEmpty)
    for (const [id, received] of roster.received) withdraw(id, intersection(received, removed))
  for (const [id, people] of past.withdrawn) draft.giveBack.set(id, people)
  for (const [id, { waiting }] of past.published) if (draft.assignments.has(id)) withdraw(id, setOf(waiting))
  if (past.assigned.size === 0) return
  const { segments } = consequences(draft)
  const members = (id: number) => {
    const before = roster.members.get(id) ?? nobody
    const move = segments.get(id)
    return move ? moved(before, move.entered, move.left) : before
  }
  const assignments = assignmentsAfter(draft)
  for (const [id, people] of past.assigned) {
    const assignment = assignments.get(id)
    if (assignment?.status !== 'live') continue
    withdraw(id, difference(setOf(people), audienceOf(assignment, members)))
  }
}

function removedPeople(draft: Draft): PeopleSet {
  const ids: number[] = []
  for (const [id, { after }] of draft.people) if (after.status === 'removed') ids.push(id)
  return ids.length === 0 ? nobody : setOf(ids)
}
