import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Import, RowProblem } from '../../../../src/imports/contract.ts'
import { api, fileUrl, paged } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import classes from './Imports.module.css'

const FIRST = 5

const columns: Column<RowProblem & { place: number }>[] = [
  {
    id: 'row',
    header: 'Row',
    width: '90px',
    cell: one => <span className="numbers">{figure(one.row)}</span>,
  },
  {
    id: 'column',
    header: 'Column',
    width: '20%',
    cell: one => one.column ?? <span className="quiet">–</span>,
  },
  {
    id: 'value',
    header: 'Value',
    width: '26%',
    cell: one =>
      one.value ? <code className={classes.cell}>{one.value}</code> : <span className="quiet">empty</span>,
  },
  { id: 'message', header: 'Why', cell: one => one.message },
]

/** The rows that are refused or carry a remark, with the reason; the file can be had back with only them in it. */
export function ImportProblems({
  one,
  mayEdit,
  showsAll,
  onShowAll,
}: {
  one: Import
  mayEdit: boolean
  showsAll: boolean
  onShowAll: () => void
}) {
  const problems = useInfiniteQuery({
    ...api.imports.problems.infiniteOptions(paged({ id: one.id }, showsAll ? 100 : FIRST)),
    // A row may carry two remarks, so its number does not name a remark; the place in the list does.
    select: data => {
      let place = 0
      const pages = data.pages.map(page => ({
        ...page,
        items: page.items.map(item => ({ ...item, place: place++ })),
      }))
      return { ...data, pages }
    },
  })
  const first = problems.data?.pages[0]?.items.slice(0, FIRST) ?? []
  const refused = one.plan?.people.refused ?? 0
  return (
    <section className={classes.problems} aria-labelledby="problems">
      <div className={classes.problemsHead}>
        <h2 id="problems">
          {refused > 0
            ? `${counted(refused, 'row is', 'rows are')} refused`
            : counted(one.problems, 'remark')}
        </h2>
        {refused > 0 && mayEdit ? (
          <a href={fileUrl(`/imports/${one.id}/rejected.${one.format ?? 'csv'}`)} download>
            Download the refused rows
          </a>
        ) : null}
      </div>
      <p className="quiet">
        {refused > 0
          ? 'The others are imported without them. Correct these in the file you download and import it by itself.'
          : 'These rows are imported; look whether what they say is meant.'}
      </p>
      {showsAll ? (
        <DataList
          label="Problems"
          noun={['problem', 'problems']}
          pages={problems}
          columns={columns}
          rowId={row => row.place}
          empty={null}
        />
      ) : (
        <ul className={classes.firstProblems}>
          {first.map(problem => (
            <li key={problem.place}>
              <span className="quiet numbers">Row {figure(problem.row)}</span>
              <span>
                {problem.column ? <span className="quiet">{problem.column}: </span> : null}
                {problem.message}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!showsAll && one.problems > FIRST ? (
        <Button variant="subtle" size="compact-sm" onClick={onShowAll}>
          Show all {figure(one.problems)}
        </Button>
      ) : null}
    </section>
  )
}
