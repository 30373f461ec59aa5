import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { api } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { OptionLine } from '../../parts/OptionLine.tsx'
import { scrollingOptions } from '../../parts/scrollingOptions.ts'

const OFFERED = 30

/** Chooses one key by typing a part of its name; never more than a page of them is loaded. */
export function KeySelect({
  label,
  value,
  onChange,
  without,
  error,
}: {
  label: string
  value: TagKey | null
  onChange: (key: TagKey | null) => void
  /** The key that cannot be chosen: the one that is to be merged. */
  without: number
  error?: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const q = typed === value?.name ? undefined : typed.trim() || undefined
  const found = useQuery(
    api.tags.keys.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  const offered = [
    ...(value ? [value] : []),
    ...(found.data?.items ?? []).filter(key => key.id !== without && key.id !== value?.id),
  ]
  return (
    <Select
      {...scrollingOptions}
      label={label}
      placeholder="Key"
      searchable
      clearable={value !== null}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={id => onChange(offered.find(key => String(key.id) === id) ?? null)}
      data={offered.map(key => ({ value: String(key.id), label: key.name }))}
      // The server has searched already, and knows more spellings than a comparison of letters.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <OptionLine
          name={option.label}
          aside={counted(offered.find(key => String(key.id) === option.value)?.values ?? 0, 'value')}
        />
      )}
      nothingFoundMessage={found.isFetching ? 'Searching' : 'No key of this name'}
      error={error}
    />
  )
}
