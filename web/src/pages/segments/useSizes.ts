import { useQueries } from '@tanstack/react-query'
import type { SegmentSizes } from '../../../../src/segments/contract.ts'
import { api } from '../../api.ts'

const DAYS = 90
const DAY_MS = 86_400_000
/** As many steps as a line of that width can show. */
const POINTS = 60

/** The sizes of the last 90 days of all segments of a list, with one request a page; by id. */
export function useSizes(pages: readonly { items: readonly { id: number }[] }[]): Map<number, SegmentSizes> {
  // By the day: a moment of its own for every drawing would ask anew each time.
  const since = new Date((Math.floor(Date.now() / DAY_MS) - DAYS) * DAY_MS).toISOString()
  const found = useQueries({
    queries: pages
      .filter(page => page.items.length > 0)
      .map(page =>
        api.segments.sizes.queryOptions({
          input: { ids: page.items.map(one => one.id).join(','), since, points: POINTS },
        }),
      ),
  })
  return new Map(found.flatMap(({ data }) => data?.items ?? []).map(one => [one.id, one]))
}
