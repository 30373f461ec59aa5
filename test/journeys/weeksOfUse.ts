import { asDone } from '../answers.ts'
import type { TestApp } from '../app.ts'

const DAY = 86_400_000

/**
 * An assignment to a segment that has been out for some weeks: two of three have opened it, half have completed it, some
 * after its due day. The moments are written as rows, since nobody can wait for them. Answers its id.
 */
export async function weeksOfUse(app: TestApp, title: string, segment: number): Promise<number> {
  const client = await app.client('owner')
  const audience = { include: [segment], exclude: [] }
  const made = await client.assignments.create({
    query: {},
    body: { title, audience, due: { afterDays: 21 } },
  })
  const { id } = asDone(made)
  await client.assignments.publish({ params: { id }, query: {} })
  const now = app.context.now().getTime()
  const began = now - 35 * DAY
  const people = await app.context.db.read
    .selectFrom('recipient')
    .select('person_id')
    .where('workspace_id', '=', app.workspaceId)
    .where('assignment_id', '=', id)
    .orderBy('person_id')
    .execute()
  await app.context.db.transaction(async ({ sql }) => {
    for (const [n, { person_id }] of people.entries()) {
      // Many soon, few late.
      const opened = began + ((n * 7919) % 1000) ** 2 * 30 * 86.4
      const completed = opened + ((n * 104_729) % 10) * 0.8 * DAY
      const isCompleted = n % 2 === 0 && completed < now
      await sql
        .updateTable('recipient')
        .set({
          assigned_at: began + (n % 7 === 0 ? 6 * DAY : 0),
          due_at: began + 21 * DAY,
          opened_at: n % 3 === 2 && !isCompleted ? null : Math.round(opened),
          completed_at: isCompleted ? Math.round(completed) : null,
          status: isCompleted ? 'completed' : n % 3 === 2 ? 'assigned' : 'opened',
        })
        .where('workspace_id', '=', app.workspaceId)
        .where('assignment_id', '=', id)
        .where('person_id', '=', person_id)
        .execute()
    }
  })
  return id
}
