import { MultiSelect, Radio, TextInput } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'
import type { AssignmentDraft } from './assignmentDraft.ts'
import { ComingDates } from './ComingDates.tsx'
import { RepeatFields } from './RepeatFields.tsx'
import { reminderChoices } from './reminderChoices.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')

const dueChoices = [
  ['none', 'No due date'],
  ['on', 'On a day'],
  ['afterDays', 'Days after receiving'],
  ['afterWorkingDays', 'Working days after receiving'],
] as const satisfies readonly (readonly [AssignmentDraft['dueBy'], string])[]

/** When it starts, whether it repeats, when it is due, when people are reminded. */
export function WhenFields({ draft, errors, set, isLive }: FieldsProps & { isLive: boolean }) {
  const comesAgain = draft.repeats !== 'never'
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
      <RepeatFields draft={draft} errors={errors} set={set} />
      <Radio.Group
        label="Due"
        description={
          comesAgain ? 'A day comes but once: what repeats is due some days after receiving.' : undefined
        }
        value={draft.dueBy}
        onChange={value => set({ dueBy: dueChoices.find(([choice]) => choice === value)?.[0] ?? 'none' })}
      >
        <div className={classes.choices}>
          {dueChoices.map(([value, label]) => (
            <Radio
              key={value}
              value={value}
              label={label}
              disabled={value === 'on' && comesAgain && draft.dueBy !== 'on'}
            />
          ))}
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
      {draft.dueBy === 'afterDays' || draft.dueBy === 'afterWorkingDays' ? (
        <TextInput
          id="assignment-due"
          inputMode="numeric"
          label={draft.dueBy === 'afterDays' ? 'Days after receiving' : 'Working days after receiving'}
          value={draft.dueAfter}
          error={errors.due}
          onChange={event => set({ dueAfter: event.currentTarget.value })}
          maw={260}
        />
      ) : null}
      <ComingDates draft={draft} />
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
