import { VisuallyHidden } from '@mantine/core'
import { IconAlertCircle, IconInfoCircle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { RuleNote } from '../../../../src/segments/noteContract.ts'
import { counted as inWords } from '../../parts/Count.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { editFor } from './noteEdits.ts'
import classes from './RuleNotes.module.css'
import type { GroupNode } from './ruleTree.ts'

/** More are behind a button: notes are for reading, not for being frightened by. */
const FIRST = 4

type About = { notes: readonly RuleNote[]; counted: GroupNode | undefined }

/**
 * What is worth knowing of the rule, each with what can be done about it. While the rule is being written, the notes of the
 * one before stay where they are.
 */
export function RuleNotes({
  isSettled,
  onEdit,
  ...latest
}: About & {
  isSettled: boolean
  onEdit: (edit: (tree: GroupNode) => GroupNode) => void
}) {
  const [about, setAbout] = useState<About>(latest)
  const [showsAll, setShowsAll] = useState(false)
  const isNew = about.notes !== latest.notes || about.counted !== latest.counted
  if (isSettled && isNew) setAbout({ notes: latest.notes, counted: latest.counted })
  const { notes, counted } = about
  const shown = showsAll ? notes : notes.slice(0, FIRST)
  return (
    <>
      <VisuallyHidden role="status">
        {notes.length === 0 ? '' : `${inWords(notes.length, 'note')} on the rule`}
      </VisuallyHidden>
      {notes.length === 0 ? null : (
        <section className={classes.notes} aria-labelledby="rule-notes">
          <h3 id="rule-notes">Worth knowing</h3>
          <ul className={classes.list}>
            {shown.map(note => (
              <Note
                key={`${note.kind} ${note.path} ${note.message}`}
                note={note}
                counted={counted}
                isSettled={isSettled}
                onEdit={onEdit}
              />
            ))}
          </ul>
          {notes.length > shown.length ? (
            <button type="button" className={`linkButton ${classes.more}`} onClick={() => setShowsAll(true)}>
              Show {notes.length - shown.length} more
            </button>
          ) : null}
        </section>
      )}
    </>
  )
}

function Note({
  note,
  counted,
  isSettled,
  onEdit,
}: {
  note: RuleNote
  counted: GroupNode | undefined
  isSettled: boolean
  onEdit: (edit: (tree: GroupNode) => GroupNode) => void
}) {
  const doing = counted && editFor(note, counted)
  const isWeighty = note.kind === 'never' || note.kind === 'always'
  const Icon = isWeighty ? IconAlertCircle : IconInfoCircle
  const saidIn = useId()
  const related = note.related?.slice(0, FIRST) ?? []
  return (
    <li>
      <Icon size={16} stroke={1.75} aria-hidden />
      <div>
        <span id={saidIn} className={isWeighty ? classes.weighty : undefined}>
          {note.message}
        </span>
        {doing || related.length > 0 ? (
          <div className={classes.doings}>
            {doing ? (
              <button
                type="button"
                className="linkButton"
                aria-describedby={saidIn}
                disabled={!isSettled}
                onClick={() => {
                  onEdit(doing.edit)
                  // The button goes with its note; the next key stroke must not be lost.
                  document.getElementById('reach-heading')?.focus()
                }}
              >
                {doing.label}
              </button>
            ) : null}
            {related.map(({ id, name }) => (
              <TextLink key={id} to="/segments/$id" params={{ id }}>
                Open “{name}”
              </TextLink>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  )
}
