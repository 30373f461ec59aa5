import { useQuery } from '@tanstack/react-query'
import { fold } from '../../../../../src/tags/fold.ts'
import { api } from '../../../api.ts'
import { figure } from '../../../parts/Count.tsx'
import classes from './Values.module.css'
import { ValuesField } from './ValuesField.tsx'

/** A key that is called yes or no but has more values than a choice can show is written like any other. */
const CHOICES = 6
/** Offered while nobody carries the key yet. */
const USUAL = ['Yes', 'No']

/** The values of a key of yes or no, as a choice with how many people carry each. */
export function YesNoField({
  tagKey,
  values,
  isWrong,
  describedBy,
  onChange,
}: {
  tagKey: string
  values: readonly string[]
  isWrong: boolean
  describedBy: string
  onChange: (values: string[]) => void
}) {
  const { data } = useQuery(api.tags.list.queryOptions({ input: { key: tagKey, limit: CHOICES } }))
  if (data && data.total > CHOICES)
    return <ValuesField {...{ tagKey, values, isWrong, describedBy, onChange }} completes />
  const people = new Map(data?.items.map(tag => [fold(tag.value), tag.people]))
  const known = data?.items.map(tag => tag.value) ?? []
  const offered = data && known.length === 0 ? USUAL : known
  const choices = [...offered, ...values.filter(value => !offered.some(one => fold(one) === fold(value)))]
  const isChosen = (value: string) => values.some(one => fold(one) === fold(value))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a line of a grid
    <span
      role="group"
      aria-label={`Values of ${tagKey}`}
      aria-describedby={isWrong ? describedBy : undefined}
      className={classes.values}
    >
      {choices.map(value => (
        <button
          key={value}
          type="button"
          className={classes.choice}
          aria-pressed={isChosen(value)}
          onClick={() =>
            onChange(isChosen(value) ? values.filter(one => fold(one) !== fold(value)) : [...values, value])
          }
        >
          {value} <span className="quiet numbers">{figure(people.get(fold(value)) ?? 0)}</span>
        </button>
      ))}
    </span>
  )
}
