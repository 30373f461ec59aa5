import type { Actor } from '../src/access/actor.ts'
import { ensureKey, ensureTag, putPerson } from '../src/changes/draft.ts'
import { loadPeople } from '../src/changes/loadPeople.ts'
import { type Act, type Performed, perform } from '../src/changes/perform.ts'
import type { AppContext } from '../src/http/context.ts'
import { asDone } from './answers.ts'
import type { TestApp } from './app.ts'

type Engine = AppContext['engine']

export const tester = (workspaceId: number): Actor => ({
  kind: 'system',
  id: 'tests',
  name: 'tests',
  role: 'owner',
  workspaceId,
})

/** An act straight through the mechanism, never held by the brake. */
export async function act<Result>(
  { engine, now }: { engine: Engine; now(): Date },
  name: string,
  work: Act<Result>,
  workspaceId = 1,
): Promise<Performed<Result>> {
  return await perform(
    engine,
    { workspaceId, actor: tester(workspaceId), act: name, now: now().getTime(), unheld: true },
    work,
  )
}

/** Replaces all tags of people, or (null) makes them inactive; other people stay as they are. */
export async function retag(
  context: { engine: Engine; now(): Date },
  people: Record<number, Record<string, string> | null>,
): Promise<number | null> {
  const { changeId } = await act(context, 'people.update', async ({ sql, draft, workspace }) => {
    for (const before of await loadPeople(sql, workspace.id, Object.keys(people).map(Number))) {
      const wanted = people[before.id]
      const tags = Object.entries(wanted ?? {}).map(([key, value]) =>
        ensureTag(draft, ensureKey(draft, key), value),
      )
      putPerson(draft, before, {
        ...before,
        status: wanted ? 'active' : 'inactive',
        tags: wanted ? tags.sort((a, b) => a - b) : before.tags,
      })
    }
    return { summary: 'Changed people for a test', result: null }
  })
  return changeId
}

/** A segment by its rule's text; answers its id. */
export async function aSegment(app: TestApp, name: string, text: string): Promise<number> {
  const client = await app.client('editor')
  return asDone(await client.segments.create({ query: {}, body: { name, text } })).id
}

/** An assignment to segments, published unless said otherwise; answers its id. */
export async function anAssignment(
  app: TestApp,
  include: number[],
  fields: Record<string, unknown> = {},
  publish = true,
): Promise<number> {
  const client = await app.client('editor')
  const body = { title: 'Read the fire drill', audience: { include, exclude: [] }, ...fields }
  const { id } = asDone(await client.assignments.create({ query: {}, body }))
  if (publish) await client.assignments.publish({ params: { id }, query: {}, body: {} })
  return id
}

/** Every recipient's status by person. */
export async function statuses(context: AppContext, assignmentId: number): Promise<Record<number, string>> {
  const rows = await context.db.read
    .selectFrom('recipient')
    .select(['person_id', 'status'])
    .where('workspace_id', '=', 1)
    .where('assignment_id', '=', assignmentId)
    .execute()
  return Object.fromEntries(rows.map(row => [row.person_id, row.status]))
}

/** Every message as `person kind status`, by id. */
export async function messages(context: AppContext): Promise<string[]> {
  const rows = await context.db.read
    .selectFrom('message')
    .select(['person_id', 'kind', 'status'])
    .where('workspace_id', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map(row => `${row.person_id} ${row.kind} ${row.status}`)
}
