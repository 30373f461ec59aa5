import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'
import type { Column } from '../../parts/DataList.tsx'
import { messageTone, messageWords } from '../../parts/messageWords.ts'
import { fullName } from '../../parts/planNames.ts'
import { When } from '../../parts/When.tsx'
import { RecipientActs } from './RecipientActs.tsx'
import { recipientStatusWords } from './statusWords.ts'

export function recipientColumns(assignment: Assignment, mayEdit: boolean): readonly Column<Recipient>[] {
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
    { id: 'status', header: 'Status', width: '216px', cell: one => <Status recipient={one} /> },
    { id: 'received', header: 'Received', width: '136px', cell: one => <When at={one.assignedAt} /> },
    {
      id: 'due',
      header: 'Due',
      width: '110px',
      cell: one => (one.dueAt ? <When at={one.dueAt} /> : <span className="quiet">None</span>),
    },
    {
      id: 'message',
      header: 'Message',
      width: '150px',
      cell: one => (
        <span className={(one.message && messageTone(one.message)) ?? 'quiet'}>
          {one.message ? messageWords[one.message] : 'None'}
        </span>
      ),
    },
  ]
  if (!mayEdit) return columns
  return [
    ...columns,
    {
      id: 'acts',
      header: 'Acts',
      speaksForItself: true,
      width: '200px',
      align: 'right',
      cell: one => <RecipientActs assignment={assignment} recipient={one} />,
    },
  ]
}

function Status({ recipient }: { recipient: Recipient }) {
  const { status, dueAt, openedAt, completedAt, withdrawnAt } = recipient
  const isOpen = status === 'assigned' || status === 'opened'
  const since = { assigned: null, opened: openedAt, completed: completedAt, withdrawn: withdrawnAt }[status]
  if (isOpen && dueAt && Date.parse(dueAt) < Date.now()) {
    return <span className="leave">Overdue{status === 'opened' ? ', opened' : ''}</span>
  }
  return (
    <span className={status === 'completed' ? 'enter' : undefined}>
      {recipientStatusWords[status]}{' '}
      {since ? (
        <span className="quiet">
          <When at={since} />
        </span>
      ) : null}
    </span>
  )
}
