import type { PersonRow } from '../people/person.ts'
import { clean } from '../tags/fold.ts'
import type { Column } from './contract.ts'
import type { ExistingPeople } from './existingPeople.ts'
import { readEmail } from './file/checkEmail.ts'
import type { Meaning } from './meaning.ts'
import type { RowsByName } from './namesInFile.ts'
import { LONGEST } from './tagCells.ts'
import { TextNumbers } from './textIndex.ts'

/** Where the columns of a person stand; -1 for one that is not there. */
export type Places = Record<'email' | 'firstName' | 'lastName' | 'externalId', number>
export type Refuse = (index: number, message: string) => void
export type Whom = { found: PersonRow | undefined; email: string }

/** A row of the file and its place among them all. */
export type PlacedRow = { place: number; row: number; cells: readonly string[] }

type Finder = {
  /** Whom a row is of and the address it gives them; null when the row is refused for it. */
  find(row: PlacedRow, refuse: Refuse): Whom | null
  /** The external id the row gives them. */
  externalId(row: PlacedRow, whom: Whom, refuse: Refuse): string | null
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

export type InFile = {
  places: Places
  /** Rows by their address, those that have been looked at before at least. */
  emails: RowsByName
  /** The number of the row at a place. */
  rowAt(place: number): number
}

export function findWhom({ match }: Meaning, file: InFile, existing: ExistingPeople): Finder {
  return match === 'email' ? byEmail(file, existing) : byExternalId(file, existing)
}

const inFullRow = 'Only the first row counts; put everything about a person into one row.'

function byEmail({ places, emails, rowAt }: InFile, existing: ExistingPeople): Finder {
  const externalIds = new TextNumbers()
  return {
    find({ place, cells }, refuse) {
      const refuseEmail = (message: string) => {
        refuse(places.email, message)
        return null
      }
      const checked = readEmail(cells[places.email] ?? '')
      if ('reason' in checked) return refuseEmail(checked.reason)
      const { email } = checked
      const first = emails.add(email, place)
      return first === place
        ? { found: existing.byEmail.get(email), email }
        : refuseEmail(isInRow(rowAt(first)))
    },
    externalId({ row, cells }, { found }, refuse) {
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
function byExternalId({ places }: InFile, existing: ExistingPeople): Finder {
  const seen = new TextNumbers()
  const seenEmails = new TextNumbers()
  return {
    find({ row, cells }, refuse) {
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
    externalId: ({ cells }) => clean(cells[places.externalId] ?? ''),
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
    refuse(isInRow(earlier))
    return null
  }
  seen.add(email, row)
  return email
}

const isInRow = (row: number) => `This address is in row ${row} already. ${inFullRow}`
const tooLong = (text: string) => `This has ${text.length} characters; at most ${LONGEST} are taken.`
