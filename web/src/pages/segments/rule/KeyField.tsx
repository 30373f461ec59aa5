import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api.ts'
import { ComboField } from '../../../parts/ComboField.tsx'
import { counted } from '../../../parts/Count.tsx'
import { matching } from '../../../parts/matching.ts'
import { allKeys } from './keyTypes.ts'
import classes from './Rule.module.css'

const OFFERED = 50

/** A tag key, completed from those there are: at once from the first five hundred, beyond them by asking. */
export function KeyField(props: {
  id: string
  value: string
  isWrong: boolean
  describedBy: string
  onPick: (key: string) => void
}) {
  const [asked, setAsked] = useState<string | undefined>()
  const isActive = asked !== undefined
  const { data: known } = useQuery({ ...allKeys(), enabled: isActive })
  const isMore = known !== undefined && known.items.length < known.total
  const { data: found } = useQuery(
    api.tags.keys.queryOptions({
      input: { q: asked || undefined, limit: OFFERED },
      enabled: isActive && isMore,
      placeholderData: keepPreviousData,
    }),
  )
  const keys = isActive ? matching((isMore ? found : known)?.items ?? [], asked, key => key.name) : []
  return (
    <ComboField
      {...props}
      className={classes.key}
      label="Tag key"
      placeholder="Tag key"
      options={keys.slice(0, OFFERED).map(key => ({
        value: key.name,
        label: key.name,
        aside: counted(key.values, 'value'),
      }))}
      onType={setAsked}
      allowsFree
      isLoading={isActive && (isMore ? found : known) === undefined}
      none={known ? 'No tag key of this name.' : ''}
    />
  )
}
