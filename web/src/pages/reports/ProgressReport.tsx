import { Select, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AssignmentProgress } from '../../../../src/reports/contract.ts'
import { api, paged } from '../../api.ts'
import { figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { StatusMark } from '../assignments/StatusMark.tsx'
import { FiguresLine } from './FiguresLine.tsx'
import { figureColumns } from './figureColumns.tsx'
import { GroupingSelect } from './GroupingSelect.tsx'
import { GroupList } from './GroupList.tsx'
import classes from './Reports.module.css'
import { SegmentFilter } from './SegmentFilter.tsx'

/** How far everybody is with everything: all assignments, and all of them together by a tag key. */
export function ProgressReport() {
  const { status, segment, where, by } = useSearch({ from: '/reports/' })
  const navigate = useNavigate({ from: '/reports/' })
  const filter = { status, segment, where }
  const assignments = useInfiniteQuery(api.reports.assignments.infiniteOptions(paged(filter, 50)))
  const groups = useInfiniteQuery({
    ...api.reports.groups.infiniteOptions(paged({ ...filter, by }, 20)),
    enabled: by !== undefined,
  })
  const all = assignments.data?.pages.at(-1)?.all
  const change = (next: Partial<typeof filter & { by: string | undefined }>) =>
    void navigate({ search: old => ({ ...old, ...next }), replace: true, resetScroll: false })
  return (
    <>
      <div className={classes.filters}>
        <SearchBox
          label="Only people whom a rule reaches"
          placeholder="A rule: Department is Sales"
          value={where}
          onSearch={text => change({ where: text })}
        />
        <SegmentFilter value={segment} onChange={next => change({ segment: next })} />
        <Select
          label="Assignments"
          w={140}
          allowDeselect={false}
          value={status ?? 'live'}
          onChange={next => change({ status: next === 'closed' || next === 'any' ? next : undefined })}
          data={[
            { value: 'live', label: 'Live' },
            { value: 'closed', label: 'Closed' },
            { value: 'any', label: 'Live and closed' },
          ]}
        />
        <div className={classes.export}>
          <ExportMenu
            path="/reports/progress"
            words={by === undefined ? 'These assignments' : `By ${by}`}
            query={{ ...filter, by }}
          />
        </div>
      </div>
      {assignments.error && !assignments.isFetching ? (
        <ProblemAlert error={assignments.error} retry={() => void assignments.refetch()} />
      ) : all ? (
        <FiguresLine figures={all} />
      ) : (
        <Skeleton height={96} role="status" aria-label="All together: loading" />
      )}
      <section className={classes.section} aria-labelledby="breakdown">
        <h2 id="breakdown">Breakdown</h2>
        <div className={classes.choice}>
          <GroupingSelect
            label="Break down by"
            value={by === undefined ? undefined : { by }}
            onChange={choice => change({ by: choice && 'by' in choice ? choice.by : undefined })}
          />
        </div>
        {by === undefined ? null : (
          <GroupList label={`By ${by}`} kind="tag" query={groups} restName={`No ${by}`} />
        )}
      </section>
      <section className={classes.section} aria-labelledby="assignments">
        <h2 id="assignments">Assignments</h2>
        {assignments.error ? null : (
          <DataList<AssignmentProgress>
            label="Assignments"
            noun={['assignment', 'assignments']}
            pages={assignments}
            columns={columns}
            rowId={one => one.id}
            link={one => ({ to: '/assignments/$id', params: { id: one.id }, search: by ? { by } : {} })}
            empty={<EmptyState>No assignment of this kind has been published.</EmptyState>}
          />
        )}
      </section>
    </>
  )
}

/** Of a live one, it leads to who they are. */
const overdueColumn: Column<AssignmentProgress> = {
  id: 'overdue',
  header: 'Overdue',
  width: '100px',
  align: 'right',
  cell: one =>
    one.overdue === 0 || one.status !== 'live' ? (
      <span className="quiet">{figure(one.overdue)}</span>
    ) : (
      <TextLink to="/reports/overdue" search={{ assignment: one.id }} c="var(--leave)">
        {figure(one.overdue)}
      </TextLink>
    ),
}

const columns: readonly Column<AssignmentProgress>[] = [
  {
    id: 'title',
    header: 'Assignment',
    cell: one => (
      <>
        <span dir="auto">{one.title}</span>{' '}
        {one.status === 'closed' ? <StatusMark status={one.status} /> : null}
      </>
    ),
  },
  ...figureColumns.map(column => (column.id === 'overdue' ? overdueColumn : column)),
]
