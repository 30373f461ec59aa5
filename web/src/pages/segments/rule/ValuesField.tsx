import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../../../src/tags/fold.ts'
import { api } from '../../../api.ts'
import { ComboField } from '../../../parts/ComboField.tsx'
import { counted, figure } from '../../../parts/Count.tsx'
import { matching } from '../../../parts/matching.ts'
import classes from './Values.module.css'

const OFFERED = 50
/** Fetched when the field is entered, so that completing what is typed waits for nothing. */
const AT_ONCE = 200
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
  const isActive = completes && asked !== undefined && tagKey !== ''
  const { data: known } = useQuery(
    api.tags.list.queryOptions({ input: { key: tagKey, limit: AT_ONCE }, enabled: isActive }),
  )
  const isMore = known !== undefined && known.items.length < known.total
  const { data: found } = useQuery(
    api.tags.list.queryOptions({
      input: { key: tagKey, q: asked || undefined, limit: OFFERED },
      enabled: isActive && isMore && asked !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const data = isMore && asked !== '' ? found : known
  const taken = new Set(values.map(fold))
  const options = isActive
    ? matching(data?.items ?? [], asked, tag => tag.value)
        .filter(tag => !taken.has(fold(tag.value)))
        .slice(0, OFFERED)
    : []
  const shown = showsAll ? values : values.slice(0, SHOWN)

  return (
    <span className={classes.values} data-field data-wrong={isWrong || undefined}>
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
        <button type="button" className={classes.more} onClick={() => setShowsAll(true)}>
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
        isLoading={isActive && data === undefined}
        none={completes && tagKey !== '' ? 'No other value of this name.' : ''}
      />
    </span>
  )
}
