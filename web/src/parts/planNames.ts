import type { PersonName } from '../../../src/changes/moveContract.ts'
import { client } from '../api.ts'

/** Where the names behind a plan's rows are asked for; null when only the sample in the plan is left. */
export type NamesSource = { plan: string } | { change: number } | null
export type Side = 'entered' | 'left' | 'changed'
export type Sample = { entered: PersonName[]; left: PersonName[] }
type NamesPage = { items: PersonName[]; total: number; nextCursor: string | null }

export function namesPage(
  source: Exclude<NamesSource, null>,
  input: { part: string; side: Side; q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<NamesPage> {
  return 'plan' in source
    ? client.changes.planPeople({ id: source.plan, ...input })
    : client.changes.people({ id: source.change, ...input })
}

export function fullName(person: { firstName: string; lastName: string; email: string }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email
}

/** A cell as a spreadsheet reads it back; what could start a formula is defused by an apostrophe. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** All names of one side as a CSV file, read page by page. */
export async function namesAsCsv(
  source: Exclude<NamesSource, null>,
  input: { part: string; side: Side },
): Promise<Blob> {
  const lines = ['email,first_name,last_name']
  let cursor: string | undefined
  do {
    // One page needs the one before it for its cursor.
    const page: NamesPage = await namesPage(source, { ...input, cursor, limit: 500 })
    for (const one of page.items) lines.push([one.email, one.firstName, one.lastName].map(cell).join(','))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}
