import { NotFound } from '../errors.ts'
import type { Place } from '../people/findPeople.ts'
import { unionOf } from '../roster/peopleSet.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { byKey } from './breakdown.ts'
import { findLeaderboard } from './leaderboardSettings.ts'
import { figuresIn, tally } from './tally.ts'

type Standing = { id: number; name: string; people: number; received: number; completed: number }

/** The groups of the leaderboard, ranked. Throws NotFound while it is switched off. */
export async function leaderboard({ sql, roster, now }: Place) {
  const settings = await findLeaderboard(sql, roster)
  const key = settings && roster.keys.get(settings.keyId)
  if (!key)
    throw new NotFound(
      'There is no leaderboard: it is switched off. An admin can switch it on in the settings.',
    )
  const { minimum, assignments } = settings
  const counting = [...roster.assignments.values()].filter(({ id, status }) =>
    assignments ? assignments.includes(id) && status !== 'draft' : status === 'live',
  )
  const counted = await tally(sql, roster, { assignmentIds: counting.map(({ id }) => id), now })
  const groups = byKey(roster, key).sets.flatMap(({ id, name, people: set }) => {
    const { people, received, completed } = figuresIn(counted, set)
    return people === 0 ? [] : [{ id, name, set, people, received, completed }]
  })
  const small = groups.filter(({ people }) => people < minimum)
  const together = figuresIn(counted, unionOf(small.map(({ set }) => set)))
  return {
    key: key.name,
    minimum,
    items: ranked(groups.filter(({ people }) => people >= minimum)),
    smaller:
      together.people < minimum
        ? null
        : {
            groups: small.length,
            people: together.people,
            received: together.received,
            completed: together.completed,
          },
  }
}

/** Pure: by the share completed, the largest first; the same share is the same rank, and the next one counts them all. */
export function ranked(groups: readonly Standing[]): (Standing & { rank: number })[] {
  // Shares are compared as fractions: 1 of 3 is 2 of 6.
  const compare = (a: Standing, b: Standing) => b.completed * a.received - a.completed * b.received
  const inOrder = groups.toSorted((a, b) => compare(a, b) || naturalOrder(a.name, b.name))
  let rank = 1
  return inOrder.map(({ id, name, people, received, completed }, at) => {
    const before = inOrder[at - 1]
    const own = { id, name, people, received, completed }
    if (before && compare(before, own) !== 0) rank = at + 1
    return { rank, ...own }
  })
}
