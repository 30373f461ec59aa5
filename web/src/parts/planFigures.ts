import type { Plan } from '../../../src/changes/contract.ts'
import type { MoveKind } from '../../../src/changes/moveContract.ts'
import { counted } from './Count.tsx'

/** One row of a plan: how many there were and will be, who enters and who leaves. */
export type Figures = { entered: number; left: number; before: number; after: number }

/** What happens to people, in the order of a plan's rows, with the word for what will be and for what was. */
export const peopleKinds = {
  created: { will: 'New', did: 'Created' },
  reactivated: { will: 'Active again', did: 'Active again' },
  updated: { will: 'Changed', did: 'Changed' },
  deactivated: { will: 'Deactivated', did: 'Deactivated' },
  removed: { will: 'Removed again', did: 'Removed again' },
} satisfies Record<Exclude<MoveKind, 'moved'>, { will: string; did: string }>
export type KindOfPeople = keyof typeof peopleKinds

/** Nobody is created, changed, moved or written to, and nothing holds it: a tiny act may go ahead unseen. */
export function movesNobody(plan: Plan): boolean {
  const { created, updated, deactivated, removed, reactivated, refused } = plan.people
  return (
    plan.brake === null &&
    created + updated + deactivated + removed + reactivated + refused + plan.messages === 0 &&
    plan.tags.changed.every(row => row.entered + row.left === 0) &&
    plan.segments.every(row => row.entered + row.left === 0) &&
    plan.assignments.every(row => row.received + row.withdrawn === 0)
  )
}

/** One person is edited and nothing follows from it: no segment, no assignment, no message, no other tag's end. */
export function movesNoMembership(plan: Plan): boolean {
  const { updated, deactivated, removed, reactivated, refused, created } = plan.people
  return (
    updated <= 1 &&
    created + deactivated + removed + reactivated + refused + plan.messages === 0 &&
    plan.tags.removed.length === 0 &&
    plan.tags.lookAlikes.length === 0 &&
    saysNothingOfSpellings(plan) &&
    plan.segments.length === 0 &&
    plan.assignments.length === 0
  )
}

/** No key looks like another, and nothing that was written is read as something else. */
export function saysNothingOfSpellings({ tags }: Plan): boolean {
  return !tags.keyLookAlikes && !tags.spellings
}

/** People in words: "412 new, 38 changed, 3 deactivated". Empty when no person is touched. */
export function peopleInWords(people: Plan['people']): string {
  return [
    [people.created, 'new'],
    [people.updated, 'changed'],
    [people.reactivated, 'active again'],
    [people.deactivated, 'deactivated'],
    [people.removed, 'removed again'],
    [people.refused, 'refused'],
    [people.unchanged, 'as they are'],
  ]
    .flatMap(([count, words]) => (count ? [`${counted(Number(count), '', '').trim()} ${words}`] : []))
    .join(', ')
}
