import { insertWorkspace } from '../../src/access/insertWorkspace.ts'
import { createPerson, ensureKey, ensureTag } from '../../src/changes/draft.ts'
import { currentRoster } from '../../src/changes/engine.ts'
import { type Act, perform } from '../../src/changes/perform.ts'
import type { AppContext } from '../../src/http/context.ts'
import type { Roster } from '../../src/roster/roster.ts'
import { createSegment } from '../../src/segments/createSegment.ts'
import { TODAY } from '../arbitraries.ts'
import { tester } from '../assignments.ts'
import type { BigWorld } from './aBigWorld.ts'
import { fillReadings } from './readings.ts'

export type World = {
  drawn: BigWorld
  workspaceId: number
  roster: Roster
  /** Tag ids of the active people, by id. */
  people: Map<number, Set<number>>
}

/** The moment of all big worlds, at noon of TODAY. */
export const NOON = new Date(`${TODAY}T12:00:00Z`)

/** A workspace of its own with everything of a drawn one, its readings made. */
export async function newBigWorld({ db, engine }: AppContext, drawn: BigWorld): Promise<World> {
  const account = await db.read.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const workspaceId = await db.transaction(({ sql }) =>
    insertWorkspace(db.dialect, sql, { name: 'Law', ownerId: account.id, now: NOON }),
  )
  const request = { workspaceId, actor: tester(workspaceId), act: 'test', now: NOON.getTime(), unheld: true }
  await perform(engine, request, addEverybody(drawn))
  for (const segment of drawn.segments) await perform(engine, request, createSegment(segment))
  await fillReadings(db, workspaceId)
  const rows = await db.read
    .selectFrom('person')
    .select(['id', 'tags'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  return {
    drawn,
    workspaceId,
    roster: await currentRoster(engine, workspaceId),
    people: new Map(rows.map(row => [row.id, new Set(JSON.parse(row.tags) as number[])])),
  }
}

function addEverybody({ values, people }: BigWorld): Act<null> {
  return async ({ draft }) => {
    // Every tag is there, held or not: a rule may name those that nobody holds, too.
    const idOf = new Map<string, number>()
    const named = (tag: readonly string[]) => JSON.stringify(tag)
    for (const [key, own] of Object.entries(values))
      for (const value of own) idOf.set(named([key, value]), ensureTag(draft, ensureKey(draft, key), value))
    for (const [index, { tags, isActive, gap }] of people.entries()) {
      draft.next.person += gap
      const person = createPerson(draft, {
        email: `p${index}@example.com`,
        firstName: 'P',
        lastName: String(index),
        externalId: null,
        tags: tags.map(tag => idOf.get(named(tag)) ?? 0).sort((a, b) => a - b),
      })
      if (!isActive) draft.people.set(person.id, { before: null, after: { ...person, status: 'inactive' } })
    }
    return { summary: 'Add everybody', result: null }
  }
}
