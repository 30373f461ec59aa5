/**
 * What a person downloads, fills in and imports as it is. Headers only: an example row would become a person as soon as
 * someone forgot to delete it. An untouched template is refused with the sentence that there are no people in it.
 */
import { csvRows } from './writeCsv.ts'
import { xlsxBytes } from './writeXlsx.ts'

/** The two tag columns show what further columns do; they can be renamed, removed, and joined by others. */
export const TEMPLATE_HEADERS = ['email', 'first_name', 'last_name', 'Job Role', 'Region'] as const

export function templateCsv(): string {
  return [...csvRows(TEMPLATE_HEADERS, [])].join('')
}

export function templateXlsx(): Promise<Uint8Array> {
  return xlsxBytes(TEMPLATE_HEADERS, [])
}
