import { TextInput } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import type { Plan } from '../../../src/changes/contract.ts'
import classes from './PlanSheet.module.css'

/** The brake: why the act is held, and the words to type so that nobody lets it through by reflex. */
export function PlanBrake({
  brake,
  typed,
  onType,
}: {
  brake: NonNullable<Plan['brake']>
  typed: string
  onType: (text: string) => void
}) {
  return (
    <section className={classes.brake} aria-label="Held">
      <h3>
        <IconHandStop size={18} aria-hidden /> Held, because it is bigger than usual
      </h3>
      <ul>
        {brake.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <TextInput
        label={
          <>
            Type <strong className={classes.confirm}>{brake.confirm}</strong> to go ahead
          </>
        }
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={event => onType(event.currentTarget.value)}
      />
    </section>
  )
}
