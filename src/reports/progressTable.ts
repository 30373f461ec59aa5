import type { z } from 'zod'
import type { Place } from '../people/findPeople.ts'
import type { Figures, ProgressQuery } from './contract.ts'
import { groupProgress, listProgress } from './progressReport.ts'
import type { ReportTable } from './reportTable.ts'
import { figureNames } from './tally.ts'

/** The groups of a key or, without one, the assignments. */
export async function progressTable(
  place: Place,
  query: z.output<typeof ProgressQuery> & { by?: string },
): Promise<ReportTable> {
  if (query.by !== undefined) {
    const { items, rest, inactive } = await groupProgress(place, query)
    const apart = [
      { name: `No ${query.by}`, ...rest },
      { name: 'Inactive people', ...inactive },
    ].filter(({ received }) => received > 0)
    return tableOf(
      [query.by],
      [...items, ...apart].map(one => [[one.name], one] as const),
    )
  }
  const { items } = await listProgress(place, query)
  return tableOf(
    ['assignment', 'title', 'status'],
    items.map(one => [[String(one.id), one.title, one.status], one] as const),
  )
}

function tableOf(
  names: string[],
  rows: readonly (readonly [cells: string[], figures: Figures])[],
): ReportTable {
  return {
    name: 'progress',
    sheet: 'Progress',
    headers: [...names, ...figureNames],
    rows: rows.length,
    batches: inOneBatch(
      rows.map(([cells, figures]) => [...cells, ...figureNames.map(name => String(figures[name]))]),
    ),
  }
}

async function* inOneBatch(rows: string[][]) {
  yield rows
}
