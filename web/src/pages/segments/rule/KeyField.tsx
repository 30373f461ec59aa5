import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api.ts'
import { ComboField } from '../../../parts/ComboField.tsx'
import { counted } from '../../../parts/Count.tsx'

const OFFERED = 50

/** A tag key, completed from those there are. */
export function KeyField(props: {
  id: string
  value: string
  isWrong: boolean
  describedBy: string
  onPick: (key: string) => void
}) {
  const [asked, setAsked] = useState<string | undefined>()
  const { data } = useQuery(
    api.tags.keys.queryOptions({
      input: { q: asked || undefined, limit: OFFERED },
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <ComboField
      {...props}
      label="Tag key"
      placeholder="Tag key"
      options={(data?.items ?? []).map(key => ({
        value: key.name,
        label: key.name,
        aside: counted(key.values, 'value'),
      }))}
      onType={setAsked}
      allowsFree
      none={data ? 'No tag key of this name.' : ''}
    />
  )
}
