import { Button } from '@mantine/core'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReceivedAssignment } from '../../../../src/assignments/receivedContract.ts'
import { Markdown } from '../../parts/Markdown.tsx'
import { LocalWhen } from './LocalWhen.tsx'
import classes from './Received.module.css'
import { hostOf, ReceivedSteps } from './ReceivedSteps.tsx'
import { useWords } from './receivedWords.ts'

export type Received = Pick<
  ReceivedAssignment,
  | 'id'
  | 'title'
  | 'instructions'
  | 'link'
  | 'status'
  | 'dueAt'
  | 'completedAt'
  | 'closed'
  | 'completion'
  | 'steps'
  | 'earlier'
>

/** One thing to do, as the person it is for sees it; the editor's preview shows the very same. */
export function ReceivedItem({
  item,
  isOpen,
  isBusy = false,
  level = 2,
  now = new Date(),
  onOpen,
  onStep,
  onDone,
}: {
  item: Received
  isOpen: boolean
  isBusy?: boolean
  /** Of its heading. */
  level?: 2 | 3
  now?: Date
  onOpen: () => void
  onStep: (id: number) => void
  onDone: () => void
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const headingId = useId()
  const words = useWords()
  const isDone = item.status === 'completed'
  const isReadOnly = isDone || item.closed
  const hasOpenSteps = item.steps.some(step => step.doneAt === null)
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
              {words.goTo(hostOf(item.link))}
            </Button>
          ) : null}
          {item.steps.length > 0 ? (
            <ReceivedSteps
              steps={item.steps}
              isReadOnly={isReadOnly}
              isBusy={isBusy}
              labelledBy={headingId}
              onStep={onStep}
            />
          ) : null}
          {isReadOnly || hasOpenSteps ? null : (
            <Button size="lg" fullWidth loading={isBusy} aria-describedby={headingId} onClick={onDone}>
              {item.completion === 'acknowledged' ? words.understood : words.markAsDone}
            </Button>
          )}
          {item.earlier.length > 0 ? <Earlier earlier={item.earlier} /> : null}
        </>
      ) : (
        <Button
          size="lg"
          fullWidth
          variant={isReadOnly ? 'default' : 'filled'}
          aria-describedby={headingId}
          onClick={onOpen}
        >
          {isDone ? words.lookAgain : words.open}
        </Button>
      )}
    </article>
  )
}

function Status({ item, now }: { item: Received; now: Date }) {
  const words = useWords()
  if (item.status === 'completed') {
    return (
      <p className={classes.status}>
        <IconCheck size={18} aria-hidden className="enter" />
        <span>
          <span className="enter">{words.done}</span>{' '}
          {item.completedAt ? <LocalWhen at={item.completedAt} /> : null}
        </span>
      </p>
    )
  }
  if (item.closed) return <p className={classes.status}>{words.closed}</p>
  if (!item.dueAt) return <p className={classes.status}>{words.noDueDate}</p>
  const isOverdue = Date.parse(item.dueAt) < now.getTime()
  return (
    <p className={classes.status}>
      <span className={isOverdue ? 'leave' : undefined}>
        {isOverdue ? words.overdue : words.due} <LocalWhen at={item.dueAt} />
      </span>
    </p>
  )
}

/** The times it came before. */
function Earlier({ earlier }: Pick<Received, 'earlier'>) {
  const words = useWords()
  return (
    <div className={classes.earlier}>
      <p>{words.earlier}</p>
      <ul>
        {earlier.map(each => (
          <li key={each.occurrence}>
            {each.completedAt ? (
              <>
                {words.done} <LocalWhen at={each.completedAt} />
              </>
            ) : (
              <>
                {words.notDone} <LocalWhen at={each.assignedAt} />
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
