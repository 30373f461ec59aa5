import { Button, Select, Skeleton } from '@mantine/core'
import { IconClipboardCheck } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api, paged } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { useMay } from '../../session.ts'
import { AssignmentCard } from './AssignmentCard.tsx'
import classes from './Assignments.module.css'
import { assignmentStatusWords } from './statusWords.ts'

const statuses = ['draft', 'scheduled', 'live', 'closed'] as const satisfies readonly Assignment['status'][]

export function AssignmentsPage() {
  const { q, status } = useSearch({ from: '/assignments' })
  const navigate = useNavigate({ from: '/assignments' })
  const mayEdit = useMay('editor')
  const query = useInfiniteQuery({
    ...api.assignments.list.infiniteOptions(paged({ q, status }, 24)),
    placeholderData: keepPreviousData,
  })
  const items = query.data?.pages.flatMap(page => page.items)
  const total = query.data?.pages.at(-1)?.total
  const isFiltered = q !== undefined || status !== undefined
  return (
    <>
      <PageHeader
        title="Assignments"
        count={total}
        actions={
          mayEdit ? (
            <LinkButton to="/assignments/new" data-create>
              New assignment
            </LinkButton>
          ) : null
        }
      >
        What people receive: a training, a policy to acknowledge, a task. Exactly the people of its segments.
      </PageHeader>
      <div className={classes.filters}>
        <SearchBox
          label="Search assignments"
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
              search: old => ({ ...old, status: statuses.find(one => one === next) }),
              replace: true,
            })
          }
          data={statuses.map(value => ({ value, label: assignmentStatusWords[value] }))}
        />
      </div>
      {query.error && !items ? (
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      ) : !items ? (
        <div className={classes.cards} role="status" aria-label="Assignments: loading">
          <Skeleton height={148} />
          <Skeleton height={148} />
          <Skeleton height={148} />
        </div>
      ) : items.length === 0 ? (
        <EmptyState
          icon={<IconClipboardCheck size={28} stroke={1.5} />}
          action={
            mayEdit && !isFiltered ? <LinkButton to="/assignments/new">New assignment</LinkButton> : null
          }
        >
          {isFiltered
            ? 'No assignment fits these filters.'
            : 'Assign something: say what it is, choose the segments, and exactly those people receive it.'}
        </EmptyState>
      ) : (
        <>
          <ul className={classes.cards} aria-label="Assignments">
            {items.map(one => (
              <AssignmentCard key={one.id} assignment={one} />
            ))}
          </ul>
          {query.hasNextPage ? (
            <Button
              variant="default"
              mt="md"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </Button>
          ) : null}
          <p className={classes.total}>{counted(total ?? items.length, 'assignment')}</p>
        </>
      )}
    </>
  )
}
