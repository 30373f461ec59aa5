import { Radio, Select, TextInput } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'
import type { AssignmentDraft } from './assignmentDraft.ts'

const choices = [
  ['never', 'It comes once'],
  ['completion', 'After completion'],
  ['date', 'By date, for everyone'],
] as const satisfies readonly (readonly [AssignmentDraft['repeats'], string])[]

const description = {
  never: undefined,
  completion: 'For each person, so long after they completed it.',
  date: 'For everyone in the audience, whether they completed the last one or not.',
} as const satisfies Record<AssignmentDraft['repeats'], string | undefined>

/** Whether it comes again: once so much time has passed for a person, or on a date for everyone. */
export function RepeatFields({ draft, errors, set }: FieldsProps) {
  return (
    <>
      <Radio.Group
        label="Repeats"
        description={description[draft.repeats]}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.repeats}
        onChange={value => set({ repeats: choices.find(([choice]) => choice === value)?.[0] ?? 'never' })}
      >
        <div className={classes.choices}>
          {choices.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      {draft.repeats === 'never' ? null : (
        <div className={classes.inline}>
          <TextInput
            id="assignment-repeat"
            inputMode="numeric"
            label="Every"
            value={draft.repeatEvery}
            error={errors.repeat}
            onChange={event => set({ repeatEvery: event.currentTarget.value })}
            w={80}
          />
          <Select
            aria-label="Months or years"
            value={draft.repeatUnit}
            onChange={value => set({ repeatUnit: value === 'years' ? 'years' : 'months' })}
            data={[
              { value: 'months', label: draft.repeatEvery === '1' ? 'month' : 'months' },
              { value: 'years', label: draft.repeatEvery === '1' ? 'year' : 'years' },
            ]}
            allowDeselect={false}
            w={120}
          />
          {draft.repeats === 'date' ? (
            <TextInput
              type="date"
              label="From (empty: the start)"
              value={draft.repeatOn}
              onChange={event => set({ repeatOn: event.currentTarget.value })}
              w={200}
            />
          ) : null}
        </div>
      )}
    </>
  )
}
