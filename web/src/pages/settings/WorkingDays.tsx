import { Checkbox, Textarea } from '@mantine/core'
import type { Settings } from '../../../../src/access/contract.ts'
import { writeClosedDays } from './closedDays.ts'
import classes from './Settings.module.css'

/** Monday first, as ISO 8601 counts them from 1. */
export const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** By which days due days are counted. */
export function WorkingDays({
  settings,
  disabled,
  errors,
}: {
  settings: Settings
  disabled: boolean
  errors: Record<string, string | undefined>
}) {
  const closedError = Object.entries(errors).find(([field]) => field.startsWith('closedDays'))
  return (
    <fieldset>
      <legend>Working days</legend>
      <div className="quiet">What is due some working days after it was received is counted by these.</div>
      <Checkbox.Group
        label="Days of the week"
        defaultValue={settings.workingDays.map(String)}
        error={errors.workingDays}
      >
        <div className={classes.week}>
          {week.map((name, at) => (
            <Checkbox
              key={name}
              name={`workingDay${at + 1}`}
              value={String(at + 1)}
              label={name}
              disabled={disabled}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        label="Closed days"
        description="Holidays and the like: a day a line, like 2026-12-25 Christmas Day."
        name="closedDays"
        defaultValue={writeClosedDays(settings.closedDays)}
        disabled={disabled}
        autosize
        minRows={3}
        maxRows={12}
        error={closedError ? `A day is written like 2026-12-25. ${closedError[1] ?? ''}` : undefined}
      />
    </fieldset>
  )
}
