import { loadPeople } from '../changes/loadPeople.ts'
import type { Sql } from '../db/db.ts'
import { Invalid } from '../errors.ts'

/** The person an exception is for, by name. Throws Invalid when there is none. */
export async function getExceptionPerson(
  sql: Sql,
  workspaceId: number,
  id: number,
): Promise<{ name: string }> {
  const [person] = await loadPeople(sql, workspaceId, [id])
  if (!person || person.status === 'removed') {
    const message = `There is no person ${id}.`
    throw new Invalid(message, [{ path: 'personId', message }])
  }
  return { name: `${person.firstName} ${person.lastName}`.trim() || person.email }
}
