import { useState } from 'react'
import { ReceivedItem } from '../received/ReceivedItem.tsx'
import classes from './AssignmentEditor.module.css'
import { type AssignmentDraft, dueAtOf } from './assignmentDraft.ts'

/** The recipient's own view of what is being written. Its buttons work as they will for them, and record nothing. */
export function RecipientPreview({ draft, note }: { draft: AssignmentDraft; note: string }) {
  const [isOpen, setOpen] = useState(true)
  const [isDone, setDone] = useState(false)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [now] = useState(() => new Date())
  return (
    <section className={classes.preview} aria-label="The recipient’s own view">
      <p className={classes.previewNote}>{note}</p>
      <ReceivedItem
        level={3}
        now={now}
        item={{
          id: 0,
          title: draft.title.trim() || 'Untitled',
          instructions: draft.instructions,
          link: draft.link.trim() || null,
          status: isDone ? 'completed' : 'opened',
          closed: false,
          dueAt: dueAtOf(draft, now),
          completedAt: isDone ? now.toISOString() : null,
          completion: draft.completion,
          steps: draft.steps.map(({ key, text, link }) => ({
            id: key,
            text: text.trim() || 'Untitled step',
            link: link.trim() || null,
            doneAt: ticked.has(key) ? now.toISOString() : null,
          })),
          earlier: [],
        }}
        isOpen={isOpen}
        onOpen={() => {
          setOpen(true)
          setDone(false)
          setTicked(new Set())
        }}
        onStep={key => {
          const all = new Set([...ticked, key])
          setTicked(all)
          if (draft.completion === 'done' && draft.steps.every(step => all.has(step.key))) setDone(true)
        }}
        onDone={() => {
          setDone(true)
          setOpen(false)
        }}
      />
    </section>
  )
}
