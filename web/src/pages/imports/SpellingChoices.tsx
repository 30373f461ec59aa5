import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import type { Plan } from '../../../../src/changes/contract.ts'
import { counted } from '../../parts/Count.tsx'
import { lookAlikesOf, nameOf, spellingWords } from '../../parts/spellingWords.ts'
import classes from './SpellingChoices.module.css'
import { type Answers, allJoined, answered, takenBack } from './spellingAnswers.ts'

const FIRST = 6

/**
 * What in the file looks like a tag or key that exists: it is that one, or its own. One press each; what is decided stays
 * below, to be taken back until the import is done, and is remembered with it.
 */
export function SpellingChoices({
  tags,
  answers,
  isDisabled,
  onAnswer,
}: {
  tags: Plan['tags']
  answers: Answers
  isDisabled: boolean
  onAnswer: (answers: Answers) => void
}) {
  const alike = lookAlikesOf(tags)
  const { spellings = [] } = tags
  const root = useRef<HTMLDivElement>(null)
  const answer = (next: Answers) => {
    // The button goes with its question; whoever uses the keyboard goes on from here.
    root.current?.focus({ preventScroll: true })
    onAnswer(next)
  }
  return (
    <div ref={root} className={classes.root} tabIndex={-1}>
      {alike.length > 0 ? (
        <section className={classes.asked} aria-label="Look-alikes">
          <div className={classes.head}>
            <strong>
              {alike.length === 1 ? 'One looks like another' : `${alike.length} look like others`}. Which are
              the same?
            </strong>
            {alike.length > 1 ? (
              <Button
                variant="default"
                size="compact-xs"
                disabled={isDisabled}
                onClick={() => answer(allJoined(answers, tags))}
              >
                Join all {alike.length}
              </Button>
            ) : null}
          </div>
          <Folding>
            {alike.map(one => (
              <li key={nameOf(one)}>
                <span>
                  <Name of={one} /> looks like <strong>{one.like}</strong>
                </span>
                <span className={classes.acts}>
                  <Button
                    variant="default"
                    size="compact-xs"
                    disabled={isDisabled}
                    aria-label={`${nameOf(one)} is ${one.like}`}
                    onClick={() => answer(answered(answers, one, one.like))}
                  >
                    It is {one.like}
                  </Button>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    disabled={isDisabled}
                    aria-label={`${nameOf(one)} is its own`}
                    onClick={() => answer(answered(answers, one, null))}
                  >
                    It is its own
                  </Button>
                </span>
              </li>
            ))}
          </Folding>
        </section>
      ) : null}
      {spellings.length > 0 ? (
        <section className={classes.decided} aria-label="Spellings">
          <Folding>
            {spellings.map(one => (
              <li key={`${nameOf(one)} ${one.unlike}`}>
                <span>
                  <Name of={one} /> {spellingWords(one)}
                </span>
                {one.isNew ? (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    disabled={isDisabled}
                    aria-label={`Decide again about ${nameOf(one)}`}
                    onClick={() => answer(takenBack(answers, one))}
                  >
                    Decide again
                  </Button>
                ) : (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    disabled={isDisabled}
                    aria-label={`${nameOf(one)} is its own`}
                    onClick={() => answer(answered(answers, one, null))}
                  >
                    It is its own
                  </Button>
                )}
              </li>
            ))}
          </Folding>
        </section>
      ) : null}
    </div>
  )
}

function Name({ of: { key, value } }: { of: { key: string; value: string | null } }) {
  return (
    <>
      <span className="quiet">{value === null ? 'The key ' : `${key}: `}</span>
      <strong>{value ?? key}</strong>
    </>
  )
}

/** The first few; the others on request. */
function Folding({ children }: { children: ReactNode[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const more = children.length - FIRST
  return (
    <>
      <ul>{showsAll ? children : children.slice(0, FIRST)}</ul>
      {more > 0 && !showsAll ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setShowsAll(true)}>
          Show {counted(more, 'more', 'more')}
        </Button>
      ) : null}
    </>
  )
}
