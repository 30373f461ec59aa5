import { Button, Progress } from '@mantine/core'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import type { ReceivedAssignment } from '../../../../src/assignments/receivedContract.ts'
import classes from './ReceivedSteps.module.css'
import { useWords } from './receivedWords.ts'

/** The steps in their order, each with its link and a button until it is done. */
export function ReceivedSteps({
  steps,
  isReadOnly,
  isBusy,
  labelledBy,
  onStep,
}: {
  steps: ReceivedAssignment['steps']
  /** Closed or completed: what was done is to be seen, nothing more is to be done. */
  isReadOnly: boolean
  isBusy: boolean
  labelledBy: string
  onStep: (id: number) => void
}) {
  const done = steps.filter(step => step.doneAt !== null).length
  const words = useWords()
  const progress = words.progress(done, steps.length)
  return (
    <div>
      <p className={classes.words} role="status">
        {progress}
      </p>
      <Progress value={(100 * done) / steps.length} size="sm" aria-label={progress} />
      <ol className={classes.steps} aria-labelledby={labelledBy}>
        {steps.map((step, at) => (
          <li key={step.id} className={classes.step} data-done={step.doneAt !== null || undefined}>
            <span className={classes.number} aria-hidden>
              {step.doneAt === null ? at + 1 : <IconCheck size={18} />}
            </span>
            <div className={classes.what}>
              <span dir="auto">{step.text}</span>
              {step.link ? (
                <a className={classes.link} href={step.link} target="_blank" rel="noopener noreferrer">
                  {words.goTo(hostOf(step.link))} <IconExternalLink size={16} aria-hidden />
                </a>
              ) : null}
            </div>
            {step.doneAt !== null ? (
              <span className={classes.loading}>{words.done}</span>
            ) : isReadOnly ? null : (
              <Button
                variant="default"
                className={classes.tick}
                disabled={isBusy}
                aria-label={words.doneStep(step.text)}
                onClick={() => onStep(step.id)}
              >
                {words.done}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

export function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : 'the page'
}
