import type { AssignmentRow } from '../db/schema.ts'
import { Invalid } from '../errors.ts'
import type { Step, StepGiven } from './stepContract.ts'

export function stepsOf(row: Pick<AssignmentRow, 'steps'>): Step[] {
  return JSON.parse(row.steps) as Step[]
}

/** Pure: the steps as given, new ones with numbers that no step ever had. Throws Invalid for an id there is not. */
export function withSteps(
  row: Pick<AssignmentRow, 'steps' | 'next_step'>,
  given: readonly StepGiven[],
): Pick<AssignmentRow, 'steps' | 'next_step'> {
  const left = new Set(stepsOf(row).map(step => step.id))
  let next = row.next_step
  const steps = given.map(({ id, text, link = null }, at): Step => {
    if (id !== undefined && !left.delete(id)) {
      const message = `There is no step ${id} here, or it stands twice. Leave the id out to add a step.`
      throw new Invalid(message, [{ path: `steps[${at}].id`, message }])
    }
    return { id: id ?? next++, text: text.replaceAll('\u0000', '').toWellFormed(), link }
  })
  return { steps: JSON.stringify(steps), next_step: next }
}

/** What is different between two rows of steps. */
export function compareSteps(before: readonly Step[], after: readonly Step[]) {
  const kept = new Set(after.map(step => step.id))
  const had = new Set(before.map(step => step.id))
  return {
    removed: before.filter(step => !kept.has(step.id)),
    added: after.filter(step => !had.has(step.id)),
  }
}
