import { IconCalendar } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../../parts/LazyLayer.tsx'
import classes from './Values.module.css'

const OpenCalendar = lazy(() => import('./OpenCalendar.tsx'))

/** Opens a calendar to pick a day from; the calendar itself is loaded when it is first wanted. */
export function DateButton({
  label,
  value,
  onPick,
}: {
  label: string
  value: string | undefined
  onPick: (day: string) => void
}) {
  return (
    <LazyLayer
      has="dialog"
      button={
        <button
          type="button"
          className={classes.calendar}
          aria-label={`Choose ${label === 'Date' ? 'a date' : `the date ${label.toLowerCase()}`}`}
          title="Choose from a calendar"
        >
          <IconCalendar size={15} stroke={1.75} aria-hidden />
        </button>
      }
      open={button => <OpenCalendar button={button} value={value} onPick={onPick} />}
    />
  )
}
