import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'
import type { Column } from '../../parts/DataList.tsx'
import { messageTone, messageWords } from '../../parts/messageWords.ts'
import { fullName } from '../../parts/planNames.ts'
import { When } from '../../parts/When.tsx'
import classes from './Assignments.module.css'
import { RecipientActs } from './RecipientActs.tsx'
import { recipientStatusWords } from './statusWords.ts'
import { ordinal } from './whenWords.ts'

/** In the past nothing is known of messages, and nothing can be done. */
export function recipientColumns(
  assignment: Assignment,
  mayEdit: boolean,
  asOf: string | undefined,
): readonly Column<Recipient>[] {
  const now = asOf === undefined ? Date.now() : Date.parse(asOf)
  const columns: Column<Recipient>[] = [
    {
      id: 'person',
      header: 'Person',
      cell: ({ person }) => (
        <>
          {fullName(person)} <span className="quiet">{person.email}</span>
        </>
      ),
    },
    { id: 'status', header: 'Status', width: '216px', cell: one => <Status recipient={one} now={now} /> },
    {
      id: 'received',
      header: 'Received',
      width: '130px',
      cell: ({ assignedAt, occurrence }) => (
        <>
          <When at={assignedAt} />
          {occurrence > 1 ? (
            <span className={`quiet ${classes.together}`}> {ordinal(occurrence)} time</span>
          ) : null}
        </>
      ),
    },
    {
      id: 'due',
      header: 'Due',
      width: '130px',
      cell: one => <Due recipient={one} />,
    },
  ]
  if (asOf !== undefined) return columns
  const message: Column<Recipient> = {
    id: 'message',
    header: 'Message',
    width: '110px',
    cell: one => (
      <span className={(one.message && messageTone(one.message)) ?? 'quiet'}>
        {one.message ? messageWords[one.message] : 'None'}
      </span>
    ),
  }
  if (!mayEdit) return [...columns, message]
  return [
    ...columns,
    message,
    {
      id: 'acts',
      header: 'Acts',
      speaksForItself: true,
      width: '264px',
      align: 'right',
      cell: one => <RecipientActs assignment={assignment} recipient={one} />,
    },
  ]
}

function Due({ recipient: { dueAt, extension } }: { recipient: Recipient }) {
  if (!dueAt) return <span className="quiet">None</span>
  return (
    <span title={extension ? `Extended: ${extension.reason}` : undefined}>
      <When at={dueAt} />
      {extension ? <span className="quiet"> extended</span> : null}
    </span>
  )
}

function Status({ recipient, now }: { recipient: Recipient; now: number }) {
  const { status, dueAt, openedAt, completedAt, withdrawnAt, supersededAt, steps, evidence } = recipient
  const isOpen = status === 'assigned' || status === 'opened'
  const part = steps && steps.done > 0 ? `, ${steps.done} of ${steps.of} steps` : ''
  const since = { assigned: null, opened: openedAt, completed: completedAt, withdrawn: withdrawnAt }[status]
  if (supersededAt && isOpen) {
    return (
      <span className="leave">
        Not completed{' '}
        <span className="quiet">
          until <When at={supersededAt} />
        </span>
      </span>
    )
  }
  if (isOpen && dueAt && Date.parse(dueAt) < now) {
    return <span className="leave">Overdue{part || (status === 'opened' ? ', opened' : '')}</span>
  }
  return (
    <span className={status === 'completed' ? 'enter' : undefined} title={evidence ?? undefined}>
      {status === 'withdrawn' ? 'No longer required since' : recipientStatusWords[status]}
      {isOpen ? part : ''}{' '}
      {since ? (
        <span className="quiet">
          <When at={since} />
        </span>
      ) : null}
      {status === 'completed' && evidence ? <span className="quiet">, {evidence}</span> : null}
    </span>
  )
}
