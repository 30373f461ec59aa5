import { clean, fold } from '../tags/fold.ts'
import type { Column, ImportOptions } from './contract.ts'

/** What the cells of one tag column mean. */
export type CellMeaning = {
  /** What parts several values in one cell; null: one cell is one value. */
  separator: string | null
  blank: 'leave' | 'clear'
  values: 'replace' | 'add'
  yesNo: boolean
}

/** What a file means, as said by the import's options: whom a row is of, what a cell does, and who is missing. */
export type Meaning = {
  mode: 'createAndUpdate' | 'create' | 'update'
  match: 'email' | 'externalId'
  fullList: boolean
  spellings: readonly NonNullable<ImportOptions['spellings']>[number][]
  /** In the order of the columns. */
  cells: readonly CellMeaning[]
}

/** Also why it cannot be meant, in sentences. */
export function meaningOf(
  columns: readonly Column[],
  options: ImportOptions,
): { meaning: Meaning; problems: string[] } {
  const problems: string[] = []
  const match = options.match ?? 'email'
  if (match === 'externalId' && !columns.some(column => column.role === 'externalId'))
    problems.push(
      'People are to be found by external id, but no column is read as the external id. Choose it above its column, or find people by e-mail address.',
    )
  const choices = new Map((options.columns ?? []).toReversed().map(choice => [fold(choice.header), choice]))
  const cells = columns.map(({ header }): CellMeaning => {
    const {
      separator = null,
      blank = 'leave',
      values = 'replace',
      yesNo = false,
    } = choices.get(fold(header)) ?? {}
    if (yesNo && separator !== null)
      problems.push(
        `The column “${clean(header)}” is read as yes or no, so no separator parts its cells. Leave out one of the two.`,
      )
    return { separator, blank, values, yesNo }
  })
  const { mode = 'createAndUpdate', fullList = false, spellings = [] } = options
  return { meaning: { mode, match, fullList, spellings, cells }, problems }
}
