import { loadPeople } from '../changes/loadPeople.ts'
import type { Act } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'

/**
 * Revokes a person's link by giving them another one: earlier ones say that they were replaced, mails from now on carry
 * the new one. Not to be undone, since a link that fell into wrong hands must never come back. Answers the person's id.
 */
export function replaceLink(personId: number): Act<number> {
  return async ({ sql, draft, workspace }) => {
    const [person] = await loadPeople(sql, workspace.id, [personId])
    if (!person || person.status === 'removed') throw new NotFound('There is no such person.')
    const name = `${person.firstName} ${person.lastName}`.trim() || person.email
    if (person.status === 'inactive')
      throw new Conflict(`${name} is inactive, so no link of theirs works. Reactivate them first.`)
    draft.alongside.push(({ sql }) => raiseGeneration(sql, workspace.id, personId))
    draft.notes.push(
      'Every link they have been given until now stops working at once and says that it was replaced.',
      'Mails from now on carry the new link; you can also copy it and hand it to them. This cannot be undone.',
    )
    return { summary: `Replace the personal link of ${name}`, result: personId }
  }
}

/** Which link of a person works at present. */
export async function linkGenerationOf(sql: Sql, workspaceId: number, personId: number): Promise<number> {
  const row = await sql
    .selectFrom('person')
    .select('link_generation')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.link_generation
}

/** Under the workspace's lock. */
async function raiseGeneration(sql: Sql, workspaceId: number, personId: number): Promise<void> {
  await sql
    .updateTable('person')
    .set(eb => ({ link_generation: eb('link_generation', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .execute()
}
