import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

/** What the list of people is narrowed to; it stands in the address, so every view can be linked. */
export type PeopleFilter = {
  q?: string | undefined
  segment?: number | undefined
  where?: string | undefined
  tag?: string | undefined
  status?: 'active' | 'inactive' | 'any' | undefined
  asOf?: string | undefined
}
type Search = ReturnType<typeof usePeopleSearch>

function usePeopleSearch() {
  return useSearch({ from: '/people' })
}

export function usePeopleFilter() {
  const { sort, ...rest } = usePeopleSearch()
  const { q, segment, where, tag, status, asOf } = rest
  const navigate = useNavigate({ from: '/people' })
  const filter: PeopleFilter = useMemo(
    // The past is asked for people who were active then.
    () => ({ q, segment, where, tag, status: asOf === undefined ? status : undefined, asOf }),
    [q, segment, where, tag, status, asOf],
  )
  return {
    filter,
    sort,
    isFiltered: Object.values(filter).some(value => value !== undefined),
    /** Replaces the address: a filter is turned a little, not gone away from. */
    change: (next: Partial<Search>) =>
      void navigate({ to: '/people', search: old => ({ ...old, ...next }), replace: true }),
    clear: () => void navigate({ to: '/people', search: { sort } }),
  }
}
