import type { z } from 'zod'
import { dayIn } from '../changes/raiseDay.ts'
import type { Batches } from '../imports/file/writeCsv.ts'
import type { Place } from '../people/findPeople.ts'
import type { OverdueQuery } from './contract.ts'
import {
  countOverdue,
  type OverdueScope,
  overdueRows,
  overdueScope,
  placeIn,
  showOverdue,
} from './overdueList.ts'
import type { OverduePlace } from './overdueQueries.ts'
import type { ReportTable } from './reportTable.ts'

const ROWS_A_PAGE = 1_000

/** What is overdue, in the order of the list, fetched a page at a time. */
export async function overdueTable(place: Place, query: z.output<typeof OverdueQuery>): Promise<ReportTable> {
  const scope = await overdueScope(place, query)
  const { by, managerKey } = scope
  return {
    name: 'overdue',
    sheet: 'Overdue',
    headers: [
      'email',
      'first_name',
      'last_name',
      'assignment',
      'title',
      'occurrence',
      'status',
      'due_on',
      'days_late',
      ...(managerKey ? [managerKey.name] : []),
      ...(by && by.id !== managerKey?.id ? [by.name] : []),
    ],
    rows: await countOverdue(place, scope),
    batches: pages(place, scope),
  }
}

async function* pages(place: Place, scope: OverdueScope): Batches {
  const { by, managerKey } = scope
  for (let after: OverduePlace | undefined; ; ) {
    const rows = await overdueRows(place, scope, after, ROWS_A_PAGE)
    yield rows.map(row => {
      const { person, assignment, occurrence, status, daysLate, manager, values } = showOverdue(
        row,
        place,
        scope,
      )
      return [
        person.email,
        person.firstName,
        person.lastName,
        String(assignment.id),
        assignment.title,
        String(occurrence),
        status,
        dayIn(place.timeZone, row.due_at),
        String(daysLate),
        ...(managerKey ? [manager ?? ''] : []),
        ...(by && by.id !== managerKey?.id ? [values.join('; ')] : []),
      ]
    })
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_A_PAGE) return
    after = placeIn(last)
  }
}
