import { Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api, paged } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import type { OnTagForm } from './TagForm.tsx'
import { TagRow } from './TagRow.tsx'
import classes from './Tags.module.css'

/** What a search finds, key and value together. Bars compare what was found. */
export function FoundTags({ q, onForm }: { q: string; onForm: OnTagForm }) {
  const query = useInfiniteQuery({
    ...api.tags.list.infiniteOptions(paged({ q }, 100)),
    placeholderData: keepPreviousData,
  })
  const tags = query.data?.pages.flatMap(page => page.items) ?? []
  const total = query.data?.pages.at(-1)?.total ?? 0
  const most = Math.max(...tags.map(tag => tag.people), 1)
  if (query.error) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Skeleton height={200} />
  if (tags.length === 0) return <EmptyState>No tag has “{q}” in its key or its value.</EmptyState>
  return (
    <>
      <ul className={classes.tags} aria-label="Tags found">
        {tags.map(tag => (
          <TagRow key={tag.id} tag={tag} of={most} withKey onForm={onForm} />
        ))}
      </ul>
      <p className={classes.none}>
        {query.hasNextPage ? `${figure(tags.length)} of ` : ''}
        {counted(total, 'tag')}
      </p>
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  )
}
