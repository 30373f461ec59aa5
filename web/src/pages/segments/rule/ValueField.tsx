import { useState } from 'react'
import { readDate } from '../../../../../src/segments/rule/calendar.ts'
import { readNumber } from '../../../../../src/segments/rule/readNumber.ts'
import { DateButton } from './DateButton.tsx'
import classes from './Values.module.css'

const READERS = { number: readNumber, date: readDate }

/**
 * One number, or one date with a calendar beside it. Counts as soon as it can be read, and as it is when it is left: half
 * a date is not something to complain of.
 */
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
  /** undefined: nobody is typing. */
  const [typed, setTyped] = useState<string | undefined>()
  const shown = typed ?? value
  const isNumber = takes === 'number' && (shown === '' || readNumber(shown) !== undefined)
  return (
    <span className={classes.valueFrame} data-takes={takes} data-wrong={isWrong || undefined}>
      <input
        className={classes.value}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? describedBy : undefined}
        // A number written in a way the browser's own field cannot show is edited as text.
        type={isNumber ? 'number' : 'text'}
        step="any"
        placeholder={takes === 'date' ? 'YYYY-MM-DD' : undefined}
        autoComplete="off"
        value={shown}
        onChange={event => {
          const text = event.currentTarget.value
          setTyped(text)
          if (READERS[takes](text) !== undefined) onChange(text)
        }}
        onBlur={() => {
          if (typed !== undefined && typed !== value) onChange(typed)
          setTyped(undefined)
        }}
      />
      {takes === 'date' ? (
        <DateButton
          label={label}
          value={readDate(value)}
          onPick={day => {
            setTyped(undefined)
            onChange(day)
          }}
        />
      ) : null}
    </span>
  )
}
