import type { Settings } from '../access/contract.ts'
import type { Plan } from './contract.ts'

export type Limits = Settings['limits']

const count = new Intl.NumberFormat('en')

/**
 * Whether a plan moves more than the workspace lets through unasked. `confirm` is made of exactly the numbers that hold
 * it, so that a confirmation given for one plan does not let a larger one pass.
 */
export function brake(plan: Omit<Plan, 'brake'>, limits: Limits): Plan['brake'] {
  const reasons: string[] = []
  const numbers: number[] = []
  const hold = (number: number, reason: string) => {
    reasons.push(reason)
    numbers.push(number)
  }
  const { deactivated, removed } = plan.people
  const limit = `(the limit is ${count.format(limits.deactivated)})`
  if (deactivated > limits.deactivated)
    hold(deactivated, `${people(deactivated)} would be deactivated at once ${limit}.`)
  if (removed > limits.deactivated)
    hold(removed, `${people(removed)} would be removed again at once ${limit}.`)
  if (plan.messages > limits.messages) {
    hold(
      plan.messages,
      `${count.format(plan.messages)} messages would go out (the limit is ${count.format(limits.messages)}).`,
    )
  }
  for (const { name, before, entered, left } of plan.segments) {
    // A segment that was empty has nothing to be protected: its first members are what it is for.
    if (before === 0) continue
    for (const [number, verb] of [
      [entered, 'enter'],
      [left, 'leave'],
    ] as const) {
      const share = number / before
      if (number >= limits.segmentPeople && share > limits.segmentShare) {
        hold(
          number,
          `${people(number)} would ${verb} “${name}”, ${count.format(Math.round(share * 100))}% of its ${count.format(before)} members (the limit is ${Math.round(limits.segmentShare * 100)}%).`,
        )
      }
    }
  }
  return reasons.length === 0 ? null : { reasons, confirm: numbers.join('+') }
}

const people = (number: number) => (number === 1 ? '1 person' : `${count.format(number)} people`)
