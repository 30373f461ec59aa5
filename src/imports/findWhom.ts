import type { PersonRow } from '../people/person.ts'
import { clean } from '../tags/fold.ts'
import type { Column } from './contract.ts'
import type { ExistingPeople } from './existingPeople.ts'
import { readEmail } from './file/checkEmail.ts'
import type { Meaning } from './meaning.ts'
import { LONGEST } from './tagCells.ts'
import { TextNumbers } from './textIndex.ts'

/** Where the columns of a person stand; -1 for one that is not there. */
export type Places = Record<'email' | 'firstName' | 'lastName' | 'externalId', number>
export type Refuse = (index: number, message: string) => void
export type Whom = { found: PersonRow | undefined; email: string }

type Finder = {
  /** Whom a row is of and the address it gives them; null when the row is refused for it. */
  find(row: number, cells: readonly string[], refuse: Refuse): Whom | null
  /** The external id the row gives them. */
  externalId(row: number, cells: readonly string[], whom: Whom, refuse: Refuse): string | null
}

export function placesOf(columns: readonly Column[]): Places {
  const at = (role: Column['role']) => columns.findIndex(column => column.role === role)
  return {
    email: at('email'),
    firstName: at('firstName'),
    lastName: at('lastName'),
    externalId: at('externalId'),
  }
}

/** For a file of so many rows at most. */
export function findWhom(
  { match }: Meaning,
  places: Places,
  existing: ExistingPeople,
  rowCount: number,
): Finder {
  const emails = new TextNumbers()
  emails.reserve(rowCount)
  return match === 'email' ? byEmail(places, existing, emails) : byExternalId(places, existing, emails)
}

const inFullRow = 'Only the first row counts; put everything about a person into one row.'

function byEmail(places: Places, existing: ExistingPeople, seen: TextNumbers): Finder {
  const externalIds = new TextNumbers()
  return {
    find(row, cells, refuse) {
      const email = ownEmail(seen, row, cells[places.email] ?? '', message => refuse(places.email, message))
      return email === null ? null : { found: existing.byEmail.get(email), email }
    },
    externalId(row, cells, { found }, refuse) {
      const externalId = clean(cells[places.externalId] ?? '')
      if (externalId === '') return null
      const owner = existing.byExternalId.get(externalId)
      const inFile = externalIds.get(externalId)
      if (externalId.length > LONGEST) refuse(places.externalId, tooLong(externalId))
      else if (inFile !== undefined)
        refuse(
          places.externalId,
          `This external id is in row ${inFile} already; it must be one person’s alone.`,
        )
      else if (owner !== undefined && owner.id !== found?.id)
        refuse(places.externalId, 'This external id belongs to another person already.')
      else externalIds.add(externalId, row)
      return externalId
    },
  }
}

/**
 * By external id. Somebody who has none yet is found by the address and receives it: otherwise a workspace that began
 * with addresses could never go over to ids. A blank address leaves the one that is there.
 */
function byExternalId(places: Places, existing: ExistingPeople, seenEmails: TextNumbers): Finder {
  const seen = new TextNumbers()
  return {
    find(row, cells, refuse) {
      const externalId = clean(cells[places.externalId] ?? '')
      const refuseId = (message: string) => {
        refuse(places.externalId, message)
        return null
      }
      if (externalId === '')
        return refuseId(
          'There is no external id here, and the people of this file are found by it. Fill it in, or find people by e-mail address.',
        )
      if (externalId.length > LONGEST) return refuseId(tooLong(externalId))
      const earlier = seen.get(externalId)
      if (earlier !== undefined)
        return refuseId(`This external id is in row ${earlier} already. ${inFullRow}`)
      seen.add(externalId, row)
      const owner = existing.byExternalId.get(externalId)
      const cell = cells[places.email] ?? ''
      const email = ownEmail(seenEmails, row, owner && clean(cell) === '' ? owner.email : cell, message =>
        refuse(places.email, message),
      )
      if (email === null) return null
      if (owner) return { found: owner, email }
      const withAddress = existing.byEmail.get(email)
      return { found: withAddress?.externalId === null ? withAddress : undefined, email }
    },
    externalId: (_row, cells) => clean(cells[places.externalId] ?? ''),
  }
}

function ownEmail(
  seen: TextNumbers,
  row: number,
  cell: string,
  refuse: (message: string) => void,
): string | null {
  const checked = readEmail(cell)
  if ('reason' in checked) {
    refuse(checked.reason)
    return null
  }
  const { email } = checked
  const earlier = seen.get(email)
  if (earlier !== undefined) {
    refuse(`This address is in row ${earlier} already. ${inFullRow}`)
    return null
  }
  seen.add(email, row)
  return email
}

const tooLong = (text: string) => `This has ${text.length} characters; at most ${LONGEST} are taken.`
