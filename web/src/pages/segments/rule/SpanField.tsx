import { ValueField } from './ValueField.tsx'
import classes from './Values.module.css'

const UNITS = ['days', 'weeks', 'months', 'years'] as const
const SPAN = /^\s*(\d*)\s*(day|week|month|year)s?\s*$/i

/** A number and a unit, written together as `90 days`. */
export function SpanField({
  value,
  isWrong,
  describedBy,
  onChange,
}: {
  value: string
  isWrong: boolean
  describedBy: string
  onChange: (value: string) => void
}) {
  const [, count = '', one = 'day'] = SPAN.exec(value) ?? []
  const unit = UNITS.find(name => name.startsWith(one.toLowerCase())) ?? 'days'
  // "1 days" is understood, but nobody writes it.
  const write = (number: string, name: string) =>
    onChange(
      number.trim() === '' ? '' : `${number.trim()} ${number.trim() === '1' ? name.slice(0, -1) : name}`,
    )
  return (
    <span className={classes.values}>
      <ValueField
        label="How many"
        takes="number"
        value={count || (SPAN.test(value) ? '' : value)}
        isWrong={isWrong}
        describedBy={describedBy}
        onChange={number => write(number, unit)}
      />
      <select
        className={classes.unit}
        aria-label="Unit"
        value={unit}
        onChange={event => write(count || '1', event.currentTarget.value)}
      >
        {UNITS.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
