import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Tag } from '../../../src/tags/contract.ts'
import { api } from '../api.ts'
import { counted } from './Count.tsx'
import { OptionLine } from './OptionLine.tsx'
import { scrollingOptions } from './scrollingOptions.ts'

const OFFERED = 30
const nameOf = (tag: Tag) => `${tag.key}: ${tag.value}`

/** Chooses one tag of the workspace by typing a part of its key or value; never more than a page of them is loaded. */
export function TagSelect({
  label,
  description,
  value,
  onChange,
  without,
  error,
  inLayer = false,
}: {
  label: string
  description?: string
  value: Tag | null
  onChange: (tag: Tag | null) => void
  /** A tag that cannot be chosen: the one that is to be merged or deleted. */
  without?: number
  error?: string | undefined
  /** Inside a popover the list has to stay in it, or choosing would count as a click outside. */
  inLayer?: boolean
}) {
  const [typed, setTyped] = useState('')
  const chosenName = value ? nameOf(value) : ''
  const q = typed === chosenName ? undefined : typed.trim() || undefined
  const found = useQuery(
    api.tags.list.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  const offered = [
    ...(value ? [value] : []),
    ...(found.data?.items ?? []).filter(tag => tag.id !== without && tag.id !== value?.id),
  ]
  return (
    <Select
      {...scrollingOptions}
      label={label}
      description={description}
      placeholder="Key: Value"
      searchable
      clearable={value !== null}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={id => onChange(offered.find(tag => String(tag.id) === id) ?? null)}
      data={offered.map(tag => ({ value: String(tag.id), label: nameOf(tag) }))}
      // The server has searched already, and knows more spellings than a comparison of letters.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <OptionLine
          name={option.label}
          aside={counted(
            offered.find(tag => String(tag.id) === option.value)?.people ?? 0,
            'person',
            'people',
          )}
        />
      )}
      nothingFoundMessage={found.isFetching ? 'Searching' : 'No tag of this name'}
      comboboxProps={{ withinPortal: !inLayer }}
      error={error}
    />
  )
}
