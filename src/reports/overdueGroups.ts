import type { z } from 'zod'
import { momentOf } from '../assignments/showAssignment.ts'
import type { Place } from '../people/findPeople.ts'
import { ids } from '../roster/peopleSet.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { byKey } from './breakdown.ts'
import type { OverdueGroup, OverdueQuery } from './contract.ts'
import { overdueScope } from './overdueList.ts'
import { listOverdueNumbers } from './overdueQueries.ts'

/**
 * What is overdue by the values of a key, or by manager: the most first, at the end those who have none. Somebody with
 * several values counts in each. Without a key, and without escalation to name one, there are no groups.
 */
export async function groupOverdue(
  place: Place,
  query: z.output<typeof OverdueQuery>,
): Promise<{ key: string | null; groups: OverdueGroup[] }> {
  const scope = await overdueScope(place, query)
  const key = scope.by ?? scope.managerKey
  if (!key) return { key: null, groups: [] }
  const owed = new Map<number, { overdue: number; oldest: number }>()
  // The oldest come first, so the first of a person is theirs.
  for (const { dueAt, people } of await listOverdueNumbers(place.sql, scope.filter)) {
    for (const id of people) {
      if (scope.among && !scope.among.has(id)) continue
      const own = owed.get(id)
      if (own) own.overdue++
      else owed.set(id, { overdue: 1, oldest: dueAt })
    }
  }
  const { sets, anybody } = byKey(place.roster, key)
  const groups = sets.flatMap(({ id, name, people }) => sumOf(ids(people), { id, name }))
  groups.sort((a, b) => b.overdue - a.overdue || naturalOrder(a.name, b.name))
  const others = [...owed.keys()].filter(id => !anybody.has(id))
  return { key: key.name, groups: [...groups, ...sumOf(others, { id: null, name: `No ${key.name}` })] }

  function sumOf(people: Iterable<number>, about: { id: number | null; name: string }): OverdueGroup[] {
    const sum = { people: 0, overdue: 0, oldest: Number.POSITIVE_INFINITY }
    for (const id of people) {
      const own = owed.get(id)
      if (!own) continue
      sum.people++
      sum.overdue += own.overdue
      sum.oldest = Math.min(sum.oldest, own.oldest)
    }
    if (sum.people === 0) return []
    return [{ ...about, people: sum.people, overdue: sum.overdue, oldestDueAt: momentOf(sum.oldest) }]
  }
}
