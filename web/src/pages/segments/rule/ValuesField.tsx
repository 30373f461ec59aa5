import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../../../src/tags/fold.ts'
import { api } from '../../../api.ts'
import { ComboField } from '../../../parts/ComboField.tsx'
import { counted, figure } from '../../../parts/Count.tsx'
import classes from './Rule.module.css'

const OFFERED = 50
/** More chips than this are a wall, not a list. */
const SHOWN = 12

/** Several values: each a chip, the next one completed from the tags of the key with how many people carry them. */
export function ValuesField({
  tagKey,
  values,
  completes,
  isWrong,
  describedBy,
  onChange,
}: {
  tagKey: string
  values: readonly string[]
  completes: boolean
  isWrong: boolean
  describedBy: string
  onChange: (values: string[]) => void
}) {
  const [asked, setAsked] = useState<string | undefined>()
  const [showsAll, setShowsAll] = useState(false)
  const { data } = useQuery(
    api.tags.list.queryOptions({
      input: { key: tagKey, q: asked || undefined, limit: OFFERED },
      enabled: completes && asked !== undefined && tagKey !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const taken = new Set(values.map(fold))
  const options = completes ? (data?.items ?? []).filter(tag => !taken.has(fold(tag.value))) : []
  const shown = showsAll ? values : values.slice(0, SHOWN)

  return (
    <span className={classes.values}>
      {shown.map((value, index) => (
        <span key={value} className={classes.pill}>
          <span className={classes.pillText}>{value}</span>
          <button
            type="button"
            aria-label={`Remove value ${value}`}
            onClick={() => onChange(values.filter((_, at) => at !== index))}
          >
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      {shown.length < values.length ? (
        <button type="button" className={classes.suggestion} onClick={() => setShowsAll(true)}>
          and {figure(values.length - shown.length)} more
        </button>
      ) : null}
      <ComboField
        className={classes.valueInput}
        label={values.length === 0 ? 'Value' : 'Another value'}
        placeholder={values.length === 0 ? 'Value' : 'or …'}
        isWrong={isWrong}
        describedBy={describedBy}
        options={options.map(tag => ({
          value: tag.value,
          label: tag.value,
          aside: counted(tag.people, 'person', 'people'),
        }))}
        onType={setAsked}
        onPick={value => {
          if (!taken.has(fold(value))) onChange([...values, value])
        }}
        onBackspace={() => onChange(values.slice(0, -1))}
        allowsFree
        none={completes && data && tagKey !== '' ? 'No other value of this name.' : ''}
      />
    </span>
  )
}
