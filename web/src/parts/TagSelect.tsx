import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Tag } from '../../../src/tags/contract.ts'
import { api } from '../api.ts'
import { counted } from './Count.tsx'
import { OFFERED, SearchSelect, searchedFor } from './SearchSelect.tsx'

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
  const q = searchedFor(typed, value ? nameOf(value) : '')
  const found = useQuery(
    api.tags.list.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  return (
    <SearchSelect
      label={label}
      description={description}
      placeholder="Key: Value"
      value={value}
      onChange={onChange}
      found={found.data?.items ?? []}
      without={without}
      typed={typed}
      onType={setTyped}
      nameOf={nameOf}
      asideOf={tag => counted(tag.people, 'person', 'people')}
      nothingFound={found.isFetching ? 'Searching' : 'No tag of this name'}
      error={error}
      inLayer={inLayer}
    />
  )
}
