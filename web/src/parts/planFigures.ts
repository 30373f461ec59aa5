import type { Plan } from '../../../src/changes/contract.ts'
import { counted } from './Count.tsx'

/** One row of a plan: how many there were and will be, who enters and who leaves. */
export type Figures = { entered: number; left: number; before: number; after: number }

export type PlanPart = {
  /** As `GET /plans/{id}/people` names it: `segment:7`. */
  part: string
  figures: Figures
}

/** Every row by its part, for comparing two plans. */
function figuresByPart(plan: Plan): Map<string, string> {
  const rows: [string, unknown][] = [
    ['people', plan.people],
    ['messages', plan.messages],
    ...plan.tags.changed.map(({ id, entered, left, before, after }): [string, unknown] => [
      `tag:${id}`,
      { entered, left, before, after },
    ]),
    ...plan.segments.map(({ id, entered, left, before, after }): [string, unknown] => [
      `segment:${id}`,
      { entered, left, before, after },
    ]),
    ...plan.assignments.map(({ id, received, withdrawn, before, after }): [string, unknown] => [
      `assignment:${id}`,
      { received, withdrawn, before, after },
    ]),
  ]
  return new Map(rows.map(([part, figures]) => [part, JSON.stringify(figures)]))
}

/** The parts whose figures are not what they were in the plan shown before. */
export function changedParts(before: Plan | undefined, now: Plan): ReadonlySet<string> {
  if (!before) return new Set()
  const then = figuresByPart(before)
  const current = figuresByPart(now)
  const parts = new Set([...then.keys(), ...current.keys()])
  return new Set([...parts].filter(part => then.get(part) !== current.get(part)))
}

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
    plan.segments.length === 0 &&
    plan.assignments.length === 0
  )
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
