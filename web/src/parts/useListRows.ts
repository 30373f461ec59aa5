import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'

export type Page<Row> = { items: Row[]; total: number; nextCursor: string | null }
export type Pages<Row> = UseInfiniteQueryResult<InfiniteData<Page<Row>, unknown>, Error>

/** What DataList shows: `pages` from `useInfiniteQuery(api.….infiniteOptions(paged(…)))`, or plain `rows` known already. */
export type Source<Row> = { pages: Pages<Row>; rows?: never } | { rows: readonly Row[]; pages?: never }

export function useListRows<Row>({ pages, rows }: Source<Row>) {
  const data = pages?.data
  const loaded = useMemo(() => rows ?? data?.pages.flatMap(page => page.items) ?? [], [rows, data])
  return {
    rows: loaded,
    /** The last page's total is the newest. */
    total: rows ? rows.length : data?.pages.at(-1)?.total,
    isLoading: pages?.isPending ?? false,
    /** Rows of the filter before, while those of the new one load. */
    isStale: pages?.isPlaceholderData ?? false,
    error: pages?.error ?? null,
    hasMore: pages?.hasNextPage ?? false,
    isLoadingMore: pages?.isFetchingNextPage ?? false,
    loadMore: () => {
      if (pages && !pages.isFetchingNextPage) void pages.fetchNextPage()
    },
    retry: () => void pages?.refetch(),
  }
}
