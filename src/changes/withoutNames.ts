import type { Plan } from './contract.ts'

/** A plan to be kept: names are looked up again when it is read, so that erasing a person erases them there too. */
export function withoutNames(plan: Plan): Plan {
  const nameless = { entered: [], left: [] }
  return {
    ...plan,
    id: null,
    segments: plan.segments.map(row => ({ ...row, sample: nameless })),
    assignments: plan.assignments.map(row => ({ ...row, sample: nameless })),
  }
}
