import { Checkbox, Select } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'
import { api, paged } from '../../api.ts'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { EvidenceButton } from '../../parts/EvidenceButton.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { fullName } from '../../parts/planNames.ts'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { useMay } from '../../session.ts'
import { AsOfButton } from '../people/AsOfButton.tsx'
import { PastNote } from '../people/PastNote.tsx'
import classes from './Assignments.module.css'
import { RecordCompletions } from './RecordCompletions.tsx'
import { recipientColumns } from './recipientColumns.tsx'
import { recipientStatusWords } from './statusWords.ts'

const filters = ['assigned', 'opened', 'completed', 'withdrawn', 'overdue'] as const satisfies readonly (
  | Recipient['status']
  | 'overdue'
)[]

/** Who received it and how far they are. */
export function Recipients({ assignment }: { assignment: Assignment }) {
  const { q, status, past, asOf } = useSearch({ from: '/assignments/$id' })
  const navigate = useNavigate({ from: '/assignments/$id' })
  const mayEdit = useMay('editor') && asOf === undefined
  const recipients = useInfiniteQuery({
    ...api.assignments.recipients.infiniteOptions(paged({ id: assignment.id, q, status, past, asOf })),
    placeholderData: keepPreviousData,
  })
  const isFiltered = q !== undefined || status !== undefined
  return (
    <section className={classes.section} aria-labelledby="recipients">
      <div className={classes.sectionHead}>
        <h2 id="recipients">Recipients</h2>
        {mayEdit && (assignment.status === 'live' || assignment.status === 'closed') ? (
          <RecordCompletions assignment={assignment} />
        ) : null}
      </div>
      <div className={classes.filters}>
        <SearchBox
          label="Search recipients"
          value={q}
          onSearch={text => void navigate({ search: old => ({ ...old, q: text }), replace: true })}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          w={160}
          value={status ?? null}
          onChange={next =>
            void navigate({
              search: old => ({ ...old, status: filters.find(one => one === next) }),
              replace: true,
            })
          }
          data={filters.map(value => ({
            value,
            label: value === 'overdue' ? 'Overdue' : recipientStatusWords[value],
          }))}
        />
        {assignment.occurrence > 1 || assignment.repeat || past ? (
          <Checkbox
            label="Past times too"
            checked={past ?? false}
            onChange={event => {
              const wanted = event.currentTarget.checked || undefined
              void navigate({ search: old => ({ ...old, past: wanted }), replace: true })
            }}
          />
        ) : null}
        <div className={classes.export}>
          <AsOfButton
            icon={<IconCalendar size={16} aria-hidden />}
            value={asOf}
            onChange={moment => void navigate({ search: old => ({ ...old, asOf: moment }) })}
          />
          {recipients.data?.pages[0]?.total ? (
            <ExportMenu
              path={`/assignments/${assignment.id}/recipients`}
              words={isFiltered ? 'The recipients these filters find' : 'Every recipient'}
              query={{ q, status, past: past ? 'true' : undefined, asOf }}
            />
          ) : null}
          <EvidenceButton
            of="assignments"
            id={assignment.id}
            asOf={asOf}
            variant="subtle"
            color="gray"
            size="compact-sm"
          />
        </div>
      </div>
      {asOf ? <PastNote asOf={asOf} /> : null}
      <DataList
        label="Recipients"
        noun={['recipient', 'recipients']}
        pages={recipients}
        columns={recipientColumns(assignment, mayEdit, asOf)}
        rowId={one => `${one.person.id}.${one.occurrence}`}
        nameOf={one => fullName(one.person)}
        link={one => ({ to: '/people/$id', params: { id: one.person.id }, search: { asOf } })}
        empty={
          <EmptyState>
            {isFiltered
              ? 'No recipient fits these filters.'
              : asOf
                ? 'Nobody had received it then.'
                : assignment.status === 'scheduled'
                  ? 'Nobody has it yet: it has not started.'
                  : 'Nobody has received it.'}
          </EmptyState>
        }
      />
    </section>
  )
}
