import { client } from '../../api.ts'
import { figure } from '../../parts/Count.tsx'
import type { Selection } from '../../parts/useSelection.ts'
import type { PeopleFilter } from './usePeopleFilter.ts'

/** What one request takes by id. */
const MOST_IDS = 100_000

/** The people an act is for, as its body carries them. */
export type ChosenPeople = { ids: number[] } | { segment: number } | { where: string }

/**
 * A selection as a body. "All that this filter finds" goes as a rule where a rule can say it, so that the server
 * finds them again at the moment of the commit; words of a name, a status or a past day no rule can say, and then the
 * ids are gathered.
 */
export async function chosenPeople(
  selection: Pick<Selection, 'all' | 'ids'>,
  filter: PeopleFilter,
  tagInWords: string | undefined,
): Promise<ChosenPeople> {
  if (!selection.all) return { ids: [...selection.ids] }
  return (await asRule(filter, tagInWords)) ?? { ids: await idsOf(filter) }
}

async function asRule(
  filter: PeopleFilter,
  tagInWords: string | undefined,
): Promise<ChosenPeople | undefined> {
  const { q, status, asOf, segment, where, tag } = filter
  // Rules know active people, as they are now.
  if (q !== undefined || asOf !== undefined || (status !== undefined && status !== 'active')) return undefined
  if (segment !== undefined && where === undefined && tag === undefined) return { segment }
  const { quote } = await import('../../../../src/segments/rule/words.ts')
  const parts: string[] = []
  if (segment !== undefined) parts.push(`in segment #${segment}`)
  if (where !== undefined) parts.push(`(${where})`)
  if (tag !== undefined) {
    const [key, ...value] = (tagInWords ?? tag).split(': ')
    if (!key || value.length === 0) return undefined
    parts.push(`${quote(key)} is ${quote(value.join(': '))}`)
  }
  return parts.length > 0 ? { where: parts.join(' and ') } : undefined
}

async function idsOf(filter: PeopleFilter): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | undefined
  do {
    // One page needs the one before it for its cursor.
    const page = await client.people.list({ ...filter, cursor, limit: 500 })
    if (page.total > MOST_IDS) {
      throw new Error(
        `At most ${figure(MOST_IDS)} people can be chosen this way, and this finds ${figure(page.total)}. Narrow it with a tag, a segment or a rule.`,
      )
    }
    for (const person of page.items) ids.push(person.id)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return ids
}
