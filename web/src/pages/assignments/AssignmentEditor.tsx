import { useReducer, useState } from 'react'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { useLeaveGuard } from '../../parts/useLeaveGuard.ts'
import classes from './AssignmentEditor.module.css'
import { type AssignmentDraft, draftOf, isTouched, newDraft } from './assignmentDraft.ts'
import { EditorActions } from './EditorActions.tsx'
import { HowFields } from './HowFields.tsx'
import { Reach } from './Reach.tsx'
import { RecipientPreview } from './RecipientPreview.tsx'
import { SegmentsField } from './SegmentsField.tsx'
import { StatusMark } from './StatusMark.tsx'
import { useAssignmentActs } from './useAssignmentActs.ts'
import { WhatFields } from './WhatFields.tsx'
import { WhenFields } from './WhenFields.tsx'

export type FieldsProps = {
  draft: AssignmentDraft
  /** By field, as the server names them too. */
  errors: Record<string, string | undefined>
  set: (fields: Partial<AssignmentDraft>) => void
}

const UNPUBLISHED = 'Preview. Changes will not be visible to recipients until published.'
const PUBLISHED = 'Preview. Changes will not be visible to recipients until saved.'

/** One page for all there is to say: what, who, when, how; beside it whom it reaches and how it looks to them. */
export function AssignmentEditor({
  saved,
  startSegment,
}: {
  saved: Assignment | undefined
  startSegment: number | undefined
}) {
  const [base, setBase] = useState(() => ({
    version: saved?.version ?? 0,
    draft: saved ? draftOf(saved) : newDraft(startSegment),
  }))
  const [draft, set] = useReducer(
    (old: AssignmentDraft, fields: Partial<AssignmentDraft>) => ({ ...old, ...fields }),
    base.draft,
  )
  const touched = isTouched(draft, base.draft)
  // Somebody else saved it (or this page did): follow, unless something is being written here.
  if (saved && saved.version > base.version) {
    const next = draftOf(saved)
    if (!touched) set(next)
    setBase({ version: saved.version, draft: next })
  }
  const allowLeaving = useLeaveGuard(touched)
  const acts = useAssignmentActs(saved, draft, allowLeaving)
  const isPublished = saved !== undefined && saved.status !== 'draft'
  const fields: FieldsProps = { draft, errors: acts.errors, set }

  return (
    <>
      <PageHeader
        title={saved ? saved.title : 'New assignment'}
        above={<TextLink to="/assignments">Assignments</TextLink>}
        actions={
          <EditorActions
            saved={saved}
            draft={draft}
            touched={touched}
            acts={acts}
            allowLeaving={allowLeaving}
          />
        }
      >
        {saved ? <StatusMark status={saved.status} /> : null}
      </PageHeader>
      {acts.error ? (
        <div className={classes.alert}>
          <ProblemAlert error={acts.error} list />
        </div>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.form}>
          <WhatFields {...fields} />
          <section className={classes.part} aria-labelledby="who">
            <h2 id="who">Who</h2>
            <SegmentsField
              id="assignment-include"
              label="Everyone in any of"
              value={draft.include}
              names={saved?.segments ?? []}
              error={acts.errors.audience}
              onChange={include => set({ include })}
            />
            <SegmentsField
              id="assignment-exclude"
              label="But nobody in"
              value={draft.exclude}
              names={saved?.segments ?? []}
              onChange={exclude => set({ exclude })}
            />
          </section>
          <WhenFields {...fields} isLive={saved?.status === 'live'} />
          <HowFields {...fields} />
        </div>
        <aside className={classes.aside} aria-label="Recipients and their view">
          <Reach include={draft.include} exclude={draft.exclude} />
          <RecipientPreview draft={draft} note={isPublished ? PUBLISHED : UNPUBLISHED} />
        </aside>
      </div>
    </>
  )
}
