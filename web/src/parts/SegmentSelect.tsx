import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { counted } from './Count.tsx'

const OFFERED = 30
type Named = { id: number; name: string }

/** Chooses one segment by typing a part of its name; the counts stand beside the names. */
export function SegmentSelect({
  label,
  value,
  onChange,
  placeholder = 'Name of a segment',
  inLayer = false,
}: {
  label: string
  value: Named | null
  onChange: (segment: Named | null) => void
  placeholder?: string
  /** Inside a popover the list has to stay in it, or choosing would count as a click outside. */
  inLayer?: boolean
}) {
  const [typed, setTyped] = useState('')
  const q = typed === value?.name ? undefined : typed.trim() || undefined
  const found = useQuery(
    api.segments.list.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  const segments = (found.data?.items ?? []).filter(one => one.id !== value?.id)
  const offered: Named[] = [...(value ? [value] : []), ...segments]
  const people = new Map(segments.map(one => [String(one.id), one.people]))
  return (
    <Select
      label={label}
      placeholder={placeholder}
      searchable
      clearable={value !== null}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={id => onChange(offered.find(one => String(one.id) === id) ?? null)}
      data={offered.map(one => ({ value: String(one.id), label: one.name }))}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const count = people.get(option.value)
        return (
          <>
            {option.label}{' '}
            {count === undefined ? null : <span className="quiet">{counted(count, 'person', 'people')}</span>}
          </>
        )
      }}
      nothingFoundMessage={found.isFetching ? 'Searching' : 'No segment of this name'}
      comboboxProps={{ withinPortal: !inLayer }}
    />
  )
}
