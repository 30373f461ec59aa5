import { Input } from '@mantine/core'
import { useRef } from 'react'
import type { RuleProblem } from '../../../../src/segments/contract.ts'
import classes from './RuleText.module.css'
import { type SegmentDraft, shownText } from './segmentDraft.ts'
import { markOf, marksOf, mended, type TextMark } from './textMarks.ts'

const ID = 'rule-text'

/** The rule in its text form; follows the builder until it is typed in. What is wrong is marked where it stands. */
export function RuleText({
  draft,
  unfinished,
  problems,
  onText,
  onGiveUp,
}: {
  draft: SegmentDraft
  /** How many conditions of the builder are not in the text yet. */
  unfinished: number
  /** Of a text that can be read: names nobody has. */
  problems: readonly RuleProblem[]
  onText: (text: string) => void
  onGiveUp: () => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const text = shownText(draft)
  const marks = draft.textProblem ? [markOf(text, draft.textProblem)] : marksOf(text, problems)
  const goTo = ({ from, to }: TextMark) => {
    field.current?.focus()
    field.current?.setSelectionRange(from, to)
  }
  return (
    <div>
      <Input.Wrapper
        id={ID}
        label="Rule as text"
        description="Conditions joined by and, or, not and parentheses. Names of several words stand in quotes."
        descriptionProps={{ id: `${ID}-description` }}
      >
        <div className={classes.frame} data-wrong={marks.length > 0 || undefined}>
          <div className={classes.mirror} aria-hidden>
            <Marked text={text} marks={marks} />
          </div>
          <textarea
            ref={field}
            id={ID}
            className={classes.text}
            value={text}
            onChange={event => onText(event.currentTarget.value)}
            aria-invalid={marks.length > 0 || undefined}
            aria-describedby={`${ID}-description ${ID}-problems`}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            placeholder={'Department is Sales and (Location is Dallas or Location is "New York")'}
          />
        </div>
      </Input.Wrapper>
      <ul id={`${ID}-problems`} className={classes.problems}>
        {marks.map(mark => (
          <li key={`${mark.from} ${mark.message}`}>
            <button type="button" className="linkButton" onClick={() => goTo(mark)}>
              Line {mark.line}, column {mark.column}
            </button>
            <span className="leave">: {mark.message}</span>{' '}
            {mark.suggestion ? (
              <button
                type="button"
                className={classes.use}
                onClick={() => {
                  onText(mended(text, mark))
                  field.current?.focus()
                }}
              >
                Use {mark.suggestion.name}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {draft.isHeld ? (
        <p className={classes.held} role="alert">
          The builder cannot show this text until it can be read. Mend what is marked above, or{' '}
          <button type="button" className="linkButton" onClick={onGiveUp}>
            go back to the rule as it was before
          </button>
          .
        </p>
      ) : null}
      {unfinished > 0 && !draft.textProblem ? (
        <p className={classes.note}>
          {unfinished === 1 ? 'One part' : `${unfinished} parts`} of the builder{' '}
          {unfinished === 1 ? 'is' : 'are'} unfinished and not in this text; nothing of it is lost.
        </p>
      ) : null}
    </div>
  )
}

/** The text once more behind the field, unseen but for the lines under what is wrong. */
function Marked({ text, marks }: { text: string; marks: readonly TextMark[] }) {
  const sorted = marks.toSorted((a, b) => a.from - b.from)
  return (
    <>
      {sorted.map((mark, index) => {
        const begin = Math.max(mark.from, sorted[index - 1]?.to ?? 0)
        return (
          <span key={`${mark.from} ${mark.message}`}>
            {text.slice(sorted[index - 1]?.to ?? 0, begin)}
            <mark data-end={begin >= mark.to || undefined}>{text.slice(begin, mark.to)}</mark>
          </span>
        )
      })}
      {text.slice(sorted.at(-1)?.to ?? 0)}
      {'\n'}
    </>
  )
}
