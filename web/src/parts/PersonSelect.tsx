import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonName } from '../../../src/changes/moveContract.ts'
import { api } from '../api.ts'
import { fullName } from './planNames.ts'
import { OFFERED, SearchSelect, searchedFor } from './SearchSelect.tsx'

/** Chooses one active person by typing a part of their name or address; never more than a page of them is loaded. */
export function PersonSelect({
  label,
  value,
  onChange,
  error,
}: {
  label: string
  value: PersonName | null
  onChange: (person: PersonName | null) => void
  error?: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const q = searchedFor(typed, value ? fullName(value) : '')
  const found = useQuery(
    api.people.list.queryOptions({ input: { q, limit: OFFERED }, placeholderData: keepPreviousData }),
  )
  return (
    <SearchSelect<PersonName>
      label={label}
      placeholder="Name or e-mail"
      value={value}
      onChange={onChange}
      found={found.data?.items ?? []}
      without={undefined}
      typed={typed}
      onType={setTyped}
      nameOf={fullName}
      asideOf={person => person.email}
      nothingFound={found.isFetching ? 'Searching' : 'Nobody of this name'}
      error={error}
    />
  )
}
