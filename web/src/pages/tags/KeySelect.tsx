import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { api } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { OFFERED, SearchSelect, searchedFor } from '../../parts/SearchSelect.tsx'

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
  const q = searchedFor(typed, value?.name)
  const found = useQuery(
    api.tags.keys.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  return (
    <SearchSelect
      label={label}
      placeholder="Key"
      value={value}
      onChange={onChange}
      found={found.data?.items ?? []}
      without={without}
      typed={typed}
      onType={setTyped}
      nameOf={key => key.name}
      asideOf={key => counted(key.values, 'value')}
      nothingFound={found.isFetching ? 'Searching' : 'No key of this name'}
      error={error}
    />
  )
}
