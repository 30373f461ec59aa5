import { type Draft, putPerson } from '../changes/draft.ts'
import { clean } from '../tags/fold.ts'
import type { ExistingPeople } from './existingPeople.ts'
import { readEmail } from './file/checkEmail.ts'
import type { Places } from './findWhom.ts'

/** Whom a full list names, whether or not their rows are taken. */
export type Named = {
  ids: Set<number>
  /** Rows that name nobody known here. */
  nameless: number[]
}

/** A row names whoever has its address and whoever has its external id, also a row that is refused later. */
export function nameRow(
  named: Named,
  { byEmail, byExternalId }: ExistingPeople,
  { row, cells, places }: { row: number; cells: readonly string[]; places: Places },
): void {
  const checked = readEmail(cells[places.email] ?? '')
  const people = [
    'email' in checked ? byEmail.get(checked.email) : undefined,
    byExternalId.get(clean(cells[places.externalId] ?? '')),
  ]
  let known = false
  for (const person of people) {
    if (!person || person.status === 'removed') continue
    named.ids.add(person.id)
    known = true
  }
  if (!known) named.nameless.push(row)
}

/** Active people whom a full list does not name become inactive, as if by hand: nothing of them is lost. */
export function deactivateMissing(
  draft: Draft,
  { all }: ExistingPeople,
  { ids, nameless }: Named,
  refused: ReadonlySet<number>,
): void {
  let missing = 0
  for (const person of all) {
    if (person.status !== 'active' || ids.has(person.id)) continue
    putPerson(draft, person, { ...person, status: 'inactive', updatedAt: draft.now })
    missing++
  }
  if (missing === 0) return
  draft.notes.push(
    `The file is a full list: ${missing === 1 ? 'one active person who is' : `${missing.toLocaleString('en')} active people who are`} not in it would be deactivated.`,
  )
  const unknown = nameless.filter(row => refused.has(row)).length
  if (unknown > 0)
    draft.notes.push(
      `${unknown === 1 ? 'One refused row names' : `${unknown.toLocaleString('en')} refused rows name`} nobody who is known here. Whoever is meant counts as missing; correct the file first if that could be somebody.`,
    )
}
