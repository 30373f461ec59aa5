import { references } from './references.ts'
import type { BoundRule } from './rule.ts'

type Step = { id: number; next: Iterator<number> }

/**
 * The circle that segment `id` would be part of, or lead to, if its rule were `bound`: the segments' ids in
 * order, each referring to the next and the last to the first; undefined when there is none. `rulesOf`
 * answers the stored rule of another segment. Two ways to the same segment are no circle. Walks without
 * recursion, as a chain of segments can be long, and enters each segment once.
 */
export function findCircle(
  id: number,
  bound: BoundRule,
  rulesOf: (segmentId: number) => BoundRule | undefined,
): number[] | undefined {
  const path: Step[] = [stepInto(id, bound)]
  const onPath = new Set([id])
  const entered = new Set([id])
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const { value, done } = step.next.next()
    if (done) {
      onPath.delete(step.id)
      path.pop()
    } else if (onPath.has(value)) {
      const ids = path.map(each => each.id)
      return ids.slice(ids.indexOf(value))
    } else if (!entered.has(value)) {
      entered.add(value)
      onPath.add(value)
      path.push(stepInto(value, rulesOf(value)))
    }
  }
  return undefined
}

function stepInto(id: number, bound: BoundRule | undefined): Step {
  const segments = bound ? references(bound).segments : new Set<number>()
  return { id, next: segments.values() }
}
