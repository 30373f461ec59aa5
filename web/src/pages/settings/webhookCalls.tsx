import { Button } from '@mantine/core'
import type { WebhookCall } from '../../../../src/webhooks/contract.ts'
import type { Column } from '../../parts/DataList.tsx'
import { messageWords } from '../../parts/messageWords.ts'
import { When } from '../../parts/When.tsx'
import classes from './Webhooks.module.css'

const words = {
  queued: 'Waiting',
  held: messageWords.held,
  sending: 'Being called',
  sent: 'Got through',
  failed: messageWords.failed,
  cancelled: 'Not called',
} as const satisfies Record<WebhookCall['status'], string>

const tones: Partial<Record<WebhookCall['status'], string>> = { failed: 'leave', held: 'held' }

/** The log of a webhook: each call with how it stands, its document, and the way to make it once more. */
export function callColumns(isOn: boolean, onReplay: (callId: number) => void): Column<WebhookCall>[] {
  return [
    {
      id: 'event',
      header: 'Event',
      cell: call => (
        <>
          <span className={classes.name}>{call.event}</span>
          <details className={classes.small}>
            <summary>What was sent</summary>
            <div className="quiet">webhook-id: {call.eventId}</div>
            <pre className={classes.body}>{pretty(call.body)}</pre>
          </details>
        </>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      width: '300px',
      cell: call => (
        <>
          <span className={tones[call.status]}>{words[call.status]}</span>
          {call.attempts > 1 ? <span className="quiet">{` after ${call.attempts} attempts`}</span> : null}
          {call.reason ? <div className={`quiet ${classes.small}`}>{call.reason}</div> : null}
          {call.status === 'queued' && call.attempts > 0 ? (
            <div className={`quiet ${classes.small}`}>
              Next try <When at={call.sendAt} />
            </div>
          ) : null}
        </>
      ),
    },
    { id: 'at', header: 'When', width: '130px', cell: call => <When at={call.sentAt ?? call.createdAt} /> },
    {
      id: 'replay',
      header: 'Call again',
      width: '110px',
      speaksForItself: true,
      cell: call =>
        isOn && call.status !== 'sending' && call.status !== 'queued' ? (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Call again: ${call.event}, call ${call.id}`}
            onClick={() => onReplay(call.id)}
          >
            Call again
          </Button>
        ) : null,
    },
  ]
}

const pretty = (body: string) => JSON.stringify(JSON.parse(body), null, 2)
