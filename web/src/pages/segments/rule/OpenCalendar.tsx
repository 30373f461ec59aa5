import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import type { LayerButton } from '../../../parts/LazyLayer.tsx'
import { OpenPopover } from '../../../parts/OpenPopover.tsx'

const WORDS = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  previousDecade: 'Previous decade',
  nextDecade: 'Next decade',
  monthLevelControl: 'Choose a month',
  yearLevelControl: 'Choose a year',
}

/** A calendar on the day that is set, or on today's month. */
export default function OpenCalendar({
  button,
  value,
  onPick,
}: {
  button: LayerButton
  value: string | undefined
  onPick: (day: string) => void
}) {
  return (
    <OpenPopover button={button} position="bottom-end" width="max-content">
      {close => (
        <DatePicker
          size="sm"
          highlightToday
          hideOutsideDates
          // Red is for what leaves, not for Sundays.
          weekendDays={[]}
          ariaLabels={WORDS}
          value={value ?? null}
          defaultDate={value}
          onChange={day => {
            if (day) onPick(day)
            close()
          }}
        />
      )}
    </OpenPopover>
  )
}
