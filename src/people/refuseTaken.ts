import { putPerson } from '../changes/draft.ts'
import { STORED_PERSON } from '../changes/loadPeople.ts'
import type { ActContext } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import { Conflict } from '../errors.ts'
import { fromStored, type PersonRow } from './person.ts'

type Wanted = { email?: string; externalId?: string | null }

/**
 * Makes sure that an address and an external id are free for a person (`own`; null for a new one). Throws Conflict with
 * the person who has them. Somebody whose making was undone is seen by nobody and holds nothing back: a new person of the
 * same address becomes that row again, which is answered; otherwise that row gives up what is wanted.
 */
export async function refuseTaken(
  { sql, draft, roster }: ActContext,
  wanted: Wanted,
  own: number | null,
): Promise<PersonRow | undefined> {
  const others = (await findHolders(sql, roster.workspaceId, wanted)).filter(person => person.id !== own)
  const hasEmail = others.find(person => person.email === wanted.email)
  const hasExternalId = others.find(person => person.externalId === (wanted.externalId ?? undefined))
  if (hasEmail && hasEmail.status !== 'removed') throw taken('e-mail address', hasEmail, hasEmail.email)
  if (hasExternalId && hasExternalId.status !== 'removed')
    throw taken('external id', hasExternalId, hasExternalId.externalId ?? '')
  const returning = own === null ? hasEmail : undefined
  for (const other of others) {
    if (other === returning) continue
    putPerson(draft, other, {
      ...other,
      // No address looks like this, so nobody can want it.
      email: other === hasEmail ? `removed ${other.id}` : other.email,
      externalId: other === hasExternalId ? null : other.externalId,
    })
  }
  return returning
}

async function findHolders(sql: Sql, workspaceId: number, wanted: Wanted): Promise<PersonRow[]> {
  const { email, externalId } = wanted
  if (email === undefined && !externalId) return []
  const rows = await sql
    .selectFrom('person')
    .select(STORED_PERSON)
    .where('workspace_id', '=', workspaceId)
    .where(eb =>
      eb.or([
        ...(email === undefined ? [] : [eb('email', '=', email)]),
        ...(externalId ? [eb('external_id', '=', externalId)] : []),
      ]),
    )
    .execute()
  return rows.map(fromStored)
}

function taken(what: string, { id, email, firstName, lastName, status }: PersonRow, value: string): Conflict {
  const name = `${firstName} ${lastName}`
  const advice =
    status === 'inactive'
      ? `who is inactive. Reactivate them (PATCH /api/v1/people/${id} with status active) instead.`
      : `(person ${id}). Change that person, or give another ${what}.`
  return new Conflict(
    `The ${what} “${value}” belongs to ${name}${status === 'inactive' ? ',' : ''} ${advice}`,
    {
      person: { id, email, firstName, lastName, status },
    },
  )
}
