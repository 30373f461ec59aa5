import { putPerson } from '../changes/draft.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import type { ActContext } from '../changes/perform.ts'
import { ids, nobody, unionOf } from '../roster/peopleSet.ts'
import { inactiveHolders } from './queries.ts'

/** Takes tags from all who hold them, whatever their status, and gives the other one for each that has one. */
export async function giveInstead(
  { sql, draft, roster }: ActContext,
  instead: ReadonlyMap<number, number | null>,
): Promise<void> {
  if (instead.size === 0) return
  const taken = [...instead.keys()]
  const active = unionOf(taken.map(id => roster.holders.get(id) ?? nobody))
  const holders = [
    ...(await loadPeople(sql, roster.workspaceId, [...ids(active)])),
    ...(await inactiveHolders(sql, roster.workspaceId, taken)),
  ]
  for (const person of holders) {
    const tags = person.tags.flatMap(id => (instead.has(id) ? (instead.get(id) ?? []) : id))
    putPerson(draft, person, {
      ...person,
      tags: [...new Set(tags)].sort((a, b) => a - b),
      updatedAt: draft.now,
    })
  }
}
