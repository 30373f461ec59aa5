import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../../src/tags/fold.ts'
import { api } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { OFFERED, SearchSelect, searchedFor } from '../../parts/SearchSelect.tsx'

/** What progress is broken down by: a tag key by its name, or the segments of the audience. */
export type Choice = { by: string } | { segments: true }

type Item = { id: number; name: string; aside: string }
const SEGMENTS: Item = { id: 0, name: 'Segments of the audience', aside: '' }

export function GroupingSelect({
  label,
  value,
  onChange,
  withSegments = false,
  placeholder = 'Choose a tag key',
}: {
  label: string
  value: Choice | undefined
  onChange: (choice: Choice | undefined) => void
  withSegments?: boolean
  placeholder?: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const chosenName = value && ('by' in value ? value.by : SEGMENTS.name)
  const q = searchedFor(typed, chosenName)
  const keys = useQuery(
    api.tags.keys.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  const items = (keys.data?.items ?? []).map(({ id, name, values }) => ({
    id,
    name,
    aside: counted(values, 'value'),
  }))
  const isWanted = withSegments && (q === undefined || fold(SEGMENTS.name).includes(fold(q)))
  const chosen =
    value === undefined
      ? null
      : 'segments' in value
        ? SEGMENTS
        : (items.find(({ name }) => fold(name) === fold(value.by)) ?? { id: -1, name: value.by, aside: '' })
  return (
    <SearchSelect<Item>
      label={label}
      placeholder={placeholder}
      value={chosen}
      onChange={item =>
        onChange(item === null ? undefined : item.id === 0 ? { segments: true } : { by: item.name })
      }
      found={isWanted ? [SEGMENTS, ...items] : items}
      without={undefined}
      typed={typed}
      onType={setTyped}
      nameOf={item => item.name}
      asideOf={item => item.aside}
      nothingFound={keys.isFetching ? 'Searching' : 'No key of this name'}
      error={undefined}
    />
  )
}
