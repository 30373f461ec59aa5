import { loadPeople } from '../changes/loadPeople.ts'
import type { Act } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'

/**
 * Gives a person another link in place of the present one, or of one that was revoked: earlier ones say that they were
 * replaced, mails from now on carry the new one. Not to be undone, since a link that fell into wrong hands must never come
 * back. Answers the person's id.
 */
export function replaceLink(personId: number): Act<number> {
  return async ({ sql, draft, workspace }) => {
    const name = await activePerson(sql, workspace.id, personId)
    const { isRevoked } = await linkStateOf(sql, workspace.id, personId)
    draft.alongside.push(({ sql }) => endLink(sql, workspace.id, personId, { revoked: 0 }))
    if (!isRevoked)
      draft.notes.push(
        'Every link they have been given until now stops working at once and says that it was replaced.',
      )
    draft.notes.push(
      'Mails from now on carry the new link; you can also copy it and hand it to them. This cannot be undone.',
    )
    const summary = isRevoked ? `Give ${name} a new personal link` : `Replace the personal link of ${name}`
    return { summary, result: personId }
  }
}

/** Ends a person's link and gives them none until it is replaced. They still receive, and their mails say whom to ask. */
export function revokeLink(personId: number): Act<number> {
  return async ({ sql, draft, workspace }) => {
    const name = await activePerson(sql, workspace.id, personId)
    const { isRevoked } = await linkStateOf(sql, workspace.id, personId)
    if (isRevoked) throw new Conflict(`The personal link of ${name} is revoked already.`)
    draft.alongside.push(({ sql }) => endLink(sql, workspace.id, personId, { revoked: 1 }))
    draft.notes.push(
      'Every link they have been given until now stops working at once and says that it was revoked.',
      'They still receive assignments and mails, but without a link, until you make them a new one. The old link never comes back.',
    )
    return { summary: `Revoke the personal link of ${name}`, result: personId }
  }
}

/** Which link of a person works at present, unless that one is revoked. */
export async function linkStateOf(
  sql: Sql,
  workspaceId: number,
  personId: number,
): Promise<{ generation: number; isRevoked: boolean }> {
  const row = await sql
    .selectFrom('person')
    .select(['link_generation', 'link_revoked'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return { generation: row.link_generation, isRevoked: row.link_revoked === 1 }
}

async function activePerson(sql: Sql, workspaceId: number, personId: number): Promise<string> {
  const [person] = await loadPeople(sql, workspaceId, [personId])
  if (!person || person.status === 'removed') throw new NotFound('There is no such person.')
  const name = `${person.firstName} ${person.lastName}`.trim() || person.email
  if (person.status === 'inactive')
    throw new Conflict(`${name} is inactive, so no link of theirs works. Reactivate them first.`)
  return name
}

/** Under the workspace's lock. */
async function endLink(
  sql: Sql,
  workspaceId: number,
  personId: number,
  { revoked }: { revoked: 0 | 1 },
): Promise<void> {
  await sql
    .updateTable('person')
    .set(eb => ({ link_generation: eb('link_generation', '+', 1), link_revoked: revoked }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .execute()
}
