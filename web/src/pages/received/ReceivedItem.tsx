import { Button } from '@mantine/core'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReceivedAssignment } from '../../../../src/assignments/contract.ts'
import { Markdown } from '../../parts/Markdown.tsx'
import { LocalWhen } from './LocalWhen.tsx'
import classes from './Received.module.css'

export type Received = Pick<
  ReceivedAssignment,
  'id' | 'title' | 'instructions' | 'link' | 'status' | 'dueAt' | 'completedAt' | 'closed'
>

/** One thing to do, as the person it is for sees it; the editor's preview shows the very same. */
export function ReceivedItem({
  item,
  isOpen,
  isBusy = false,
  level = 2,
  now = new Date(),
  onOpen,
  onDone,
}: {
  item: Received
  isOpen: boolean
  isBusy?: boolean
  /** Of its heading. */
  level?: 2 | 3
  now?: Date
  onOpen: () => void
  onDone: () => void
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const headingId = useId()
  const isDone = item.status === 'completed'
  return (
    <article className={classes.item} data-done={isDone || undefined} aria-labelledby={headingId}>
      <Heading id={headingId} className={classes.title} dir="auto">
        {item.title}
      </Heading>
      <Status item={item} now={now} />
      {isOpen ? (
        <>
          {item.instructions.trim() ? (
            <div className={classes.instructions} dir="auto">
              <Markdown>{item.instructions}</Markdown>
            </div>
          ) : null}
          {item.link ? (
            <Button
              component="a"
              href={item.link}
              target="_blank"
              rel="noopener noreferrer"
              variant="default"
              size="lg"
              fullWidth
              rightSection={<IconExternalLink size={18} aria-hidden />}
            >
              Go to {hostOf(item.link)}
            </Button>
          ) : null}
          {isDone || item.closed ? null : (
            <Button size="lg" fullWidth loading={isBusy} aria-describedby={headingId} onClick={onDone}>
              Mark as done
            </Button>
          )}
        </>
      ) : (
        <Button
          size="lg"
          fullWidth
          variant={isDone || item.closed ? 'default' : 'filled'}
          aria-describedby={headingId}
          onClick={onOpen}
        >
          {isDone ? 'Look at it again' : 'Open'}
        </Button>
      )}
    </article>
  )
}

function Status({ item, now }: { item: Received; now: Date }) {
  if (item.status === 'completed') {
    return (
      <p className={classes.status}>
        <IconCheck size={18} aria-hidden className="enter" />
        <span>
          <span className="enter">Done</span> {item.completedAt ? <LocalWhen at={item.completedAt} /> : null}
        </span>
      </p>
    )
  }
  if (item.closed) return <p className={classes.status}>Closed: there is nothing to do any more.</p>
  if (!item.dueAt) return <p className={classes.status}>No due date</p>
  const isOverdue = Date.parse(item.dueAt) < now.getTime()
  return (
    <p className={classes.status}>
      <span className={isOverdue ? 'leave' : undefined}>
        {isOverdue ? 'Overdue: it was due ' : 'Due '}
        <LocalWhen at={item.dueAt} />
      </span>
    </p>
  )
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : 'the page'
}
