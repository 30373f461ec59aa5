import { type BoundRule, groupOf } from './rule.ts'

/** Where a rule first refers to a segment itself, as a path like `all[1].segment`; undefined when it does not. */
export function pathToSegment(bound: BoundRule, segmentId: number, at = ''): string | undefined {
  if ('segmentId' in bound) return bound.segmentId === segmentId ? step(at, 'segment') : undefined
  const group = groupOf(bound)
  for (const [index, rule] of (group?.rules ?? []).entries()) {
    const path = pathToSegment(rule, segmentId, step(at, `${group?.kind}[${index}]`))
    if (path !== undefined) return path
  }
  return undefined
}

function step(at: string, property: string): string {
  return at === '' ? property : `${at}.${property}`
}
