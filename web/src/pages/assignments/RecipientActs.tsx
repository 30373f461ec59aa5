import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'
import { client } from '../../api.ts'
import { fullName } from '../../parts/planNames.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './Assignments.module.css'
import { RecipientMenu } from './RecipientMenu.tsx'

/** What can be done for one recipient: hand them their link, record that they are done, or take that back. */
export function RecipientActs({ assignment, recipient }: { assignment: Assignment; recipient: Recipient }) {
  const { start } = usePlanAct()
  const clipboard = useClipboard()
  const { person, link, status, supersededAt } = recipient
  const name = fullName(person)
  const isDone = status === 'completed'
  const record = () =>
    void start({
      label: isDone ? `Take back completion of ${name}` : `Record completion of ${name}`,
      quiet: true,
      run: query =>
        client.assignments.updateRecipient({
          params: { id: assignment.id, personId: person.id },
          query,
          body: { status: isDone ? 'assigned' : 'completed' },
        }),
    })
  if (supersededAt) return null
  return (
    <span className={classes.rowActs}>
      {link ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Copy personal link of ${name}`}
          onClick={() => clipboard.copy(link)}
        >
          {clipboard.copied ? 'Copied' : 'Copy link'}
        </Button>
      ) : null}
      {status === 'withdrawn' || assignment.status === 'draft' ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={isDone ? `Take back completion of ${name}` : `Record completion of ${name}`}
          onClick={record}
        >
          {isDone ? 'Take back' : 'Mark done'}
        </Button>
      )}
      <RecipientMenu assignment={assignment} recipient={recipient} />
    </span>
  )
}
