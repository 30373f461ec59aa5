import type { Overdue } from '../../../../src/reports/contract.ts'
import { counted } from '../../parts/Count.tsx'
import type { Column } from '../../parts/DataList.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'

/** `managerKey` and `by` are tag keys by their names; each has a column of its own where it is known. */
export function overdueColumns(
  managerKey: string | undefined,
  by: string | undefined,
): readonly Column<Overdue>[] {
  return [
    {
      id: 'person',
      header: 'Person',
      cell: ({ person }) => (
        <>
          {fullName(person)} <span className="quiet">{person.email}</span>
          {person.status === 'inactive' ? <span className="held"> inactive</span> : null}
        </>
      ),
    },
    {
      id: 'assignment',
      header: 'Assignment',
      cell: ({ assignment }) => (
        <TextLink
          to="/assignments/$id"
          params={{ id: assignment.id }}
          search={{ status: 'overdue' }}
          dir="auto"
        >
          {assignment.title}
        </TextLink>
      ),
    },
    { id: 'due', header: 'Due', width: '110px', cell: ({ dueAt }) => <When at={dueAt} /> },
    {
      id: 'late',
      header: 'Late',
      width: '100px',
      align: 'right',
      cell: ({ daysLate }) => <span className="leave">{counted(daysLate, 'day')}</span>,
    },
    ...(managerKey ? [valueColumn(managerKey, ({ manager }) => manager ?? '')] : []),
    ...(by && by.toLowerCase() !== managerKey?.toLowerCase()
      ? [valueColumn(by, ({ values }) => values.join(', '))]
      : []),
  ]
}

const valueColumn = (header: string, textOf: (row: Overdue) => string): Column<Overdue> => ({
  id: header,
  header,
  width: '220px',
  cell: row => textOf(row) || <span className="quiet">None</span>,
})
