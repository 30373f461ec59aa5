import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { scrollingOptions } from '../../parts/scrollingOptions.ts'

type Named = { id: number; name: string }

/** A moment after the last letter, as everywhere something is searched. */
const PAUSE_MS = 200
const OFFERED = 50

/** The segments that one is compared with: searched by the server, as there may be thousands. */
export function SegmentOverlapChoice({
  segment,
  chosen,
  named,
  atMost,
  onChange,
}: {
  segment: Named
  chosen: readonly number[]
  /** Those whose names are known already. */
  named: readonly Named[]
  atMost: number
  onChange: (ids: number[]) => void
}) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery(
    api.segments.list.queryOptions({
      input: { q: q || undefined, limit: OFFERED, sort: 'name' },
      placeholderData: keepPreviousData,
    }),
  )
  const offered = found.data?.items ?? []
  const names = new Map([...named, ...offered].map(one => [one.id, one.name]))
  const ids = new Set([...chosen, ...offered.map(one => one.id)])
  ids.delete(segment.id)
  return (
    <MultiSelect
      {...scrollingOptions}
      label={`Compare ${segment.name} with`}
      placeholder={chosen.length === 0 ? 'Segments' : ''}
      searchable
      hidePickedOptions
      maxValues={atMost}
      value={chosen.map(String)}
      onChange={values => onChange(values.map(Number))}
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? 'Searching …' : 'No segment of this name'}
      data={[...ids].map(id => ({ value: String(id), label: names.get(id) ?? `#${id}` }))}
      maw={760}
    />
  )
}
