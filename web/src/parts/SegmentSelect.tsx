import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { counted } from './Count.tsx'
import { OptionLine } from './OptionLine.tsx'
import { scrollingOptions } from './scrollingOptions.ts'

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
      {...scrollingOptions}
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
          <OptionLine
            name={option.label}
            aside={count === undefined ? undefined : counted(count, 'person', 'people')}
          />
        )
      }}
      nothingFoundMessage={found.isFetching ? 'Searching' : 'No segment of this name'}
      comboboxProps={{ withinPortal: !inLayer }}
    />
  )
}
