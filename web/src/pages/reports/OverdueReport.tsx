import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, paged } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { readSearch } from '../people/readSearch.ts'
import { ChosenFilter } from './ChosenFilter.tsx'
import { GroupingSelect } from './GroupingSelect.tsx'
import { OverdueGroups } from './OverdueGroups.tsx'
import { overdueColumns } from './overdueColumns.tsx'
import classes from './Reports.module.css'
import { SegmentFilter } from './SegmentFilter.tsx'

/** Who is overdue with what, over all live assignments. */
export function OverdueReport() {
  const { by, ...filter } = useSearch({ from: '/reports/overdue' })
  const navigate = useNavigate({ from: '/reports/overdue' })
  const overdue = useInfiniteQuery(api.reports.overdue.infiniteOptions(paged({ ...filter, by })))
  const change = (next: Partial<typeof filter & { by: string | undefined }>) =>
    void navigate({ search: old => ({ ...old, ...next }), replace: true, resetScroll: false })
  const search = async (text: string | undefined) => {
    const read = text === undefined ? {} : await readSearch(text)
    change({ q: undefined, where: undefined, ...read })
  }
  const newest = overdue.data?.pages.at(-1)
  return (
    <>
      <div className={classes.filters}>
        <SearchBox
          label="Search people"
          placeholder="Name, e-mail, or a rule: Department is Sales"
          value={filter.where ?? filter.q}
          onSearch={text => void search(text)}
        />
        <SegmentFilter value={filter.segment} onChange={segment => change({ segment })} />
        <GroupingSelect
          label="Group by"
          placeholder={newest?.managerKey ?? undefined}
          value={by === undefined ? undefined : { by }}
          onChange={choice => change({ by: choice && 'by' in choice ? choice.by : undefined })}
        />
        <div className={classes.export}>
          <ExportMenu path="/reports/overdue" words="What is listed here" query={{ ...filter, by }} />
        </div>
      </div>
      <ChosenFilter words={filter.tag} onClear={() => change({ tag: undefined })} />
      <ChosenFilter
        words={
          filter.assignment === undefined
            ? undefined
            : (newest?.items[0]?.assignment.title ?? `Assignment ${filter.assignment}`)
        }
        onClear={() => change({ assignment: undefined })}
      />
      {overdue.error && !newest ? (
        <ProblemAlert error={overdue.error} retry={() => void overdue.refetch()} />
      ) : (
        <>
          <OverdueGroups filter={{ ...filter, by }} onChoose={tag => change({ tag })} />
          <section className={classes.section} aria-labelledby="overdue">
            <h2 id="overdue">
              {newest ? counted(newest.total, 'overdue recipient') : 'Overdue recipients'}
              <span className="quiet"> the oldest first</span>
            </h2>
            <DataList
              label="Overdue"
              noun={['overdue recipient', 'overdue recipients']}
              pages={overdue}
              columns={overdueColumns(newest?.managerKey ?? undefined, by)}
              rowId={one => `${one.person.id}.${one.assignment.id}.${one.occurrence}`}
              nameOf={one => fullName(one.person)}
              link={one => ({ to: '/people/$id', params: { id: one.person.id } })}
              empty={<EmptyState>Nothing is overdue.</EmptyState>}
            />
          </section>
        </>
      )}
    </>
  )
}
