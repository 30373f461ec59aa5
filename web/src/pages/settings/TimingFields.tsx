import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { KeyChoice } from './KeyChoice.tsx'
import classes from './MessageSettings.module.css'
import type { FieldsProps } from './messageDraft.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const USUAL_QUIET = { from: '20:00', to: '07:00' }
/** After the reminders, which are written at nine. */
const USUAL_DIGEST = { every: 'day' as const, at: '09:30', weekday: 1 }
const USUAL_DAYS = 7

/** When messages go, together or one by one, and who else hears of what is late. */
export function TimingFields({ draft, change, errors }: FieldsProps) {
  const { quietHours, digest, escalation } = draft
  const setManager = (managerKey: string | null) =>
    change({
      escalation: managerKey === null ? null : { afterDays: escalation?.afterDays ?? USUAL_DAYS, managerKey },
    })
  return (
    <>
      <fieldset>
        <legend>Quiet hours</legend>
        <Checkbox
          label="Send nothing at night: messages wait until the morning"
          checked={quietHours !== null}
          onChange={event => change({ quietHours: event.currentTarget.checked ? USUAL_QUIET : null })}
        />
        {quietHours ? (
          <Group gap={12}>
            {(['from', 'to'] as const).map(end => (
              <TextInput
                key={end}
                type="time"
                label={end === 'from' ? 'Quiet from' : 'until'}
                value={quietHours[end]}
                onChange={event =>
                  change({ quietHours: { ...quietHours, [end]: event.currentTarget.value } })
                }
                error={errors[`quietHours.${end}`] ?? (end === 'from' ? errors.quietHours : undefined)}
              />
            ))}
          </Group>
        ) : null}
        <Checkbox
          label="Only on working days"
          checked={draft.workingDaysOnly}
          onChange={event => change({ workingDaysOnly: event.currentTarget.checked })}
        />
      </fieldset>
      <fieldset>
        <legend>Digest</legend>
        <div className={classes.line}>
          <NativeSelect
            label="Each person gets"
            value={digest?.every ?? ''}
            data={[
              { value: '', label: 'A mail for each message' },
              { value: 'day', label: 'At most one mail a day' },
              { value: 'week', label: 'At most one mail a week' },
            ]}
            onChange={event => {
              const { value } = event.currentTarget
              const every = value === 'week' ? 'week' : 'day'
              change({ digest: value === '' ? null : { ...(digest ?? USUAL_DIGEST), every } })
            }}
            className={classes.field}
          />
          {digest?.every === 'week' ? (
            <NativeSelect
              label="On"
              value={String(digest.weekday)}
              data={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
              onChange={event =>
                change({ digest: { ...digest, weekday: Number(event.currentTarget.value) } })
              }
            />
          ) : null}
          {digest ? (
            <TextInput
              type="time"
              label="At"
              value={digest.at}
              onChange={event => change({ digest: { ...digest, at: event.currentTarget.value } })}
              error={errors['digest.at']}
            />
          ) : null}
        </div>
      </fieldset>
      <fieldset>
        <legend>Escalation</legend>
        <KeyChoice
          label="The manager’s address is in the tag key"
          description="Managers hear once, in one mail for all their people, of what is long overdue."
          none="None: managers are not told"
          value={escalation?.managerKey ?? null}
          onChange={setManager}
          error={errors['escalation.managerKey']}
        />
        {escalation ? (
          <NumberInput
            label="Days after the due day"
            value={escalation.afterDays}
            min={1}
            max={365}
            allowDecimal={false}
            onChange={value => change({ escalation: { ...escalation, afterDays: Number(value) || 1 } })}
            error={errors['escalation.afterDays']}
            styles={{ wrapper: { maxWidth: 120 } }}
          />
        ) : null}
      </fieldset>
    </>
  )
}
