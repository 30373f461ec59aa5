import type { PersonRow } from '../people/person.ts'
import type { PeopleByName } from './existingPeople.ts'

/** A row that is good in itself: who it is of (`found`; undefined for somebody new) and the address it gives them. */
export type WantedEmail = { row: number; email: string; found: PersonRow | undefined }

/**
 * The rows whose address belongs to somebody else. Addresses may be passed on within one file, in chains and circles: a holder
 * whom the file gives another address holds nobody back, as long as that holder's own row is taken. No address is
 * wanted by two rows.
 */
export function takenEmails<Row extends WantedEmail>(
  rows: readonly Row[],
  byEmail: PeopleByName,
): Map<Row, PersonRow> {
  const wanting = new Map<string, Row>()
  const moving = new Set<number>()
  for (const row of rows) {
    if (row.email === row.found?.email) continue
    wanting.set(row.email, row)
    if (row.found) moving.add(row.found.id)
  }
  const taken = new Map<Row, PersonRow>()
  const refuse = (row: Row, holder: PersonRow) => {
    // Who stays with their address holds back whoever wanted it, and so on.
    for (let next: Row | undefined = row, by = holder; next && !taken.has(next); ) {
      taken.set(next, by)
      if (!next.found) return
      moving.delete(next.found.id)
      by = next.found
      next = wanting.get(by.email)
    }
  }
  for (const row of wanting.values()) {
    const holder = byEmail.get(row.email)
    if (holder && holder.status !== 'removed' && holder.id !== row.found?.id && !moving.has(holder.id))
      refuse(row, holder)
  }
  return taken
}
