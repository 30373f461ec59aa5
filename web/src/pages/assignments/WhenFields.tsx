import { MultiSelect, Radio, TextInput } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'
import { reminderChoices } from './reminderChoices.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')

/** When it starts, when it is due, when people are reminded. */
export function WhenFields({ draft, errors, set, isLive }: FieldsProps & { isLive: boolean }) {
  return (
    <section className={classes.part} aria-labelledby="when">
      <h2 id="when">When</h2>
      {isLive ? null : (
        <Radio.Group
          label="Starts"
          value={draft.starts}
          onChange={value => set({ starts: value === 'at' ? 'at' : 'now' })}
        >
          <div className={classes.choices}>
            <Radio value="now" label="When it is published" />
            <Radio value="at" label="Later" />
          </div>
        </Radio.Group>
      )}
      {!isLive && draft.starts === 'at' ? (
        <TextInput
          id="assignment-starts"
          type="datetime-local"
          label="Start"
          description={`In your time zone, ${zone}.`}
          value={draft.startsAt}
          error={errors.startsAt}
          onChange={event => set({ startsAt: event.currentTarget.value })}
          maw={260}
        />
      ) : null}
      <Radio.Group
        label="Due"
        value={draft.dueBy}
        onChange={value =>
          set({ dueBy: value === 'on' ? 'on' : value === 'afterDays' ? 'afterDays' : 'none' })
        }
      >
        <div className={classes.choices}>
          <Radio value="none" label="No due date" />
          <Radio value="on" label="On a day" />
          <Radio value="afterDays" label="Some days after receiving" />
        </div>
      </Radio.Group>
      {draft.dueBy === 'on' ? (
        <TextInput
          id="assignment-due"
          type="date"
          label="Due on"
          value={draft.dueOn}
          error={errors.due}
          onChange={event => set({ dueOn: event.currentTarget.value })}
          maw={200}
        />
      ) : null}
      {draft.dueBy === 'afterDays' ? (
        <TextInput
          id="assignment-due"
          inputMode="numeric"
          label="Days after receiving"
          value={draft.dueAfter}
          error={errors.due}
          onChange={event => set({ dueAfter: event.currentTarget.value })}
          maw={200}
        />
      ) : null}
      {draft.dueBy === 'none' ? null : (
        <MultiSelect
          label="Reminders"
          description="To those who have not completed it."
          placeholder={draft.reminders.length === 0 ? 'None' : ''}
          value={draft.reminders.map(String)}
          onChange={values => set({ reminders: values.map(Number).sort((a, b) => b - a) })}
          data={reminderChoices(draft.reminders)}
          maxValues={10}
          error={errors.reminders}
        />
      )}
    </section>
  )
}
