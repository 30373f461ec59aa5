import classes from './Rule.module.css'

const DAY = /^(\d{4}-\d\d-\d\d)?$/

/** One number or one date. A date written in a way the browser's own field cannot show is edited as text. */
export function ValueField({
  label,
  takes,
  value,
  isWrong,
  describedBy,
  onChange,
}: {
  label: string
  takes: 'number' | 'date'
  value: string
  isWrong: boolean
  describedBy: string
  onChange: (value: string) => void
}) {
  return (
    <input
      className={classes.value}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? describedBy : undefined}
      type={takes === 'date' && DAY.test(value) ? 'date' : 'text'}
      inputMode={takes === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
