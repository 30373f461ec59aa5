import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import chip from '../../parts/Chip.module.css'
import { ComboField } from '../../parts/ComboField.tsx'
import { Count, counted } from '../../parts/Count.tsx'
import classes from './AssignmentEditor.module.css'

const OFFERED = 50

/** Several segments with their counts, completed by name. */
export function SegmentsField({
  id,
  label,
  value,
  names,
  error,
  onChange,
}: {
  id: string
  label: string
  value: readonly number[]
  /** What is known of them before they are asked for. */
  names: readonly { id: number; name: string }[]
  error?: string | undefined
  onChange: (ids: number[]) => void
}) {
  const [asked, setAsked] = useState<string | undefined>()
  const { data } = useQuery(
    api.segments.list.queryOptions({
      input: { q: asked || undefined, limit: OFFERED },
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const chosen = useQueries({
    queries: value.map(one => api.segments.get.queryOptions({ input: { id: one } })),
  })
  const options = (data?.items ?? []).filter(one => !value.includes(one.id))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a label beside chips and a field, not a legend over a frame
    <div role="group" aria-label={label}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.chosen}>
        {value.map((one, index) => {
          const segment = chosen[index]?.data
          const name = segment?.name ?? names.find(known => known.id === one)?.name ?? `Segment ${one}`
          return (
            <span key={one} className={chip.chip} data-segment>
              <span className={chip.words}>
                {name}
                <span className={chip.count}>{segment ? <Count value={segment.people} /> : '…'}</span>
              </span>
              <button
                type="button"
                className={chip.remove}
                aria-label={`Remove ${name}`}
                onClick={() => onChange(value.filter(other => other !== one))}
              >
                <IconX size={12} aria-hidden />
              </button>
            </span>
          )
        })}
        <ComboField
          id={id}
          className={classes.choose}
          label={label}
          placeholder={value.length === 0 ? 'Choose a segment' : 'Another segment'}
          options={options.map(one => ({
            value: String(one.id),
            label: one.name,
            aside: counted(one.people, 'person', 'people'),
          }))}
          onType={setAsked}
          onPick={picked => onChange([...value, Number(picked)])}
          onBackspace={() => onChange(value.slice(0, -1))}
          isLoading={asked !== undefined && data === undefined}
          isWrong={error !== undefined}
          describedBy={`${id}-error`}
          none={data ? 'No other segment of this name.' : ''}
        />
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
    </div>
  )
}
