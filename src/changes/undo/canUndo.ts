/**
 * Acts that leave nothing to put back: a day that has begun, a person who was erased for good; what time has brought, which
 * the clock would do again at once; and a link that was replaced, which may be in wrong hands.
 */
const FINAL = new Set([
  'clock.midnight',
  'people.erase',
  'people.link',
  'assignments.repeat',
  'exceptions.expire',
])

export function canUndo(change: { act: string; undone_by: number | null }): boolean {
  return change.undone_by === null && !FINAL.has(change.act)
}
