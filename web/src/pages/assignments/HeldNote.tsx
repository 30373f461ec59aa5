import { IconMailOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import classes from './Assignments.module.css'

/** Why messages do not go out, when they do not; and that nobody has to wait for them. */
export function HeldNote({ assignment }: { assignment: Assignment }) {
  const { data } = useQuery(
    api.delivery.list.queryOptions({ input: { assignment: assignment.id, limit: 1 }, retry: false }),
  )
  const { held, failed } = assignment.counts
  const isNotSetUp = data?.sending === 'notSetUp' && assignment.status !== 'closed'
  if (!isNotSetUp && held === 0 && failed === 0) return null
  return (
    <div className={classes.held}>
      <IconMailOff size={18} aria-hidden />
      <div>
        {isNotSetUp
          ? 'Messages are held: sending is not set up (MUSTER_SMTP_URL). Recipients can still be given their personal link.'
          : [
              held > 0 ? `${counted(held, 'message is', 'messages are')} held.` : '',
              failed > 0 ? `${counted(failed, 'message', 'messages')} failed.` : '',
              'Recipients can still be given their personal link.',
            ].join(' ')}{' '}
        <TextLink to="/messages" search={{ assignment: assignment.id }}>
          See the messages
        </TextLink>
      </div>
    </div>
  )
}
