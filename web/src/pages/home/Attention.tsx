import type { ReactNode } from 'react'
import { counted } from '../../parts/Count.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import classes from './HomePage.module.css'
import type { Overview } from './overview.ts'

/** What somebody should look at, each with the way there. */
export function Attention({ attention }: { attention: Overview['attention'] }) {
  const { overdue, messages, emptySegments, lookAlikes } = attention
  const lines: { key: string; line: ReactNode }[] = []
  if (overdue > 0) {
    lines.push({
      key: 'overdue',
      line: (
        <>
          <TextLink to="/reports/overdue">
            {counted(overdue, 'recipient is', 'recipients are')} overdue
          </TextLink>{' '}
          in live assignments
        </>
      ),
    })
  }
  if (messages.held > 0) {
    lines.push({
      key: 'held',
      line: (
        <>
          <TextLink to="/messages" search={{ status: 'held' }}>
            {counted(messages.held, 'message is', 'messages are')} held
          </TextLink>
        </>
      ),
    })
  }
  if (messages.failed > 0) {
    lines.push({
      key: 'failed',
      line: (
        <TextLink to="/messages" search={{ status: 'failed' }}>
          {counted(messages.failed, 'message')} failed
        </TextLink>
      ),
    })
  }
  for (const alike of lookAlikes) {
    lines.push({
      key: `alike ${alike.key} ${alike.value}`,
      line: (
        <>
          <TextLink to="/tags" search={{ key: alike.key }}>
            {alike.key}: {alike.value}
          </TextLink>{' '}
          looks like {alike.like}
        </>
      ),
    })
  }
  for (const segment of emptySegments) {
    lines.push({
      key: `empty ${segment.id}`,
      line: (
        <>
          <SegmentChip segment={segment} /> is empty
        </>
      ),
    })
  }

  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className={classes.part}>
        Needs attention
      </h2>
      {lines.length === 0 ? (
        <p className="quiet">Nothing at the moment.</p>
      ) : (
        <ul className={classes.lines}>
          {lines.map(({ key, line }) => (
            <li key={key}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
