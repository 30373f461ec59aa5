import { chooseColumns } from './chooseColumns.ts'
import type { Column, ImportOptions } from './contract.ts'
import { type Meaning, meaningOf } from './meaning.ts'

/** What the columns of a file are and what its cells mean: everything that decides what its rows do. */
export type Reading = { columns: Column[]; meaning: Meaning }

/** As recognised from the headers and said by the options; `problems` keep the file from being imported. */
export function readingOf(
  headers: readonly string[],
  options: ImportOptions,
): { reading: Reading; problems: string[]; notes: string[] } {
  const chosen = chooseColumns(headers, options)
  const { meaning, problems } = meaningOf(chosen.columns, options)
  return {
    reading: { columns: chosen.columns, meaning },
    problems: [...chosen.problems, ...problems],
    notes: chosen.notes,
  }
}
