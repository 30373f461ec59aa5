import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type Dispatch, useCallback, useState } from 'react'
import type { Segment } from '../../../../src/segments/contract.ts'
import { RuleText } from './RuleText.tsx'
import { RuleBuilder } from './rule/RuleBuilder.tsx'
import { type GroupNode, unfinished } from './ruleTree.ts'
import { SegmentPreview } from './SegmentPreview.tsx'
import classes from './Segments.module.css'
import { type DraftEvent, type SegmentDraft, textOf } from './segmentDraft.ts'
import type { SaveSegment } from './useSaveSegment.ts'
import { useSegmentPreview } from './useSegmentPreview.ts'
import { WhatSavingMoves } from './WhatSavingMoves.tsx'

/** Name, description and the rule, as a builder or as text; beside it whom the rule reaches, below what saving moves. */
export function SegmentRule({
  draft,
  dispatch,
  touched,
  save,
  live,
}: {
  draft: SegmentDraft
  dispatch: Dispatch<DraftEvent>
  touched: boolean
  save: SaveSegment
  live: Segment | undefined
}) {
  const [face, setFace] = useState('builder')
  const shown = useSegmentPreview(draft.tree, live?.id)
  const onEdit = useCallback(
    (edit: (tree: GroupNode) => GroupNode) => dispatch({ type: 'edit', edit }),
    [dispatch],
  )
  const open = unfinished(draft.tree).length
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <div className={classes.names}>
          <TextInput
            id="segment-name"
            label="Name"
            required
            value={draft.name}
            error={save.errors.name}
            onChange={event => dispatch({ type: 'name', name: event.currentTarget.value })}
          />
          <Textarea
            label="Description"
            autosize
            minRows={1}
            maxRows={4}
            value={draft.description}
            error={save.errors.description}
            onChange={event => dispatch({ type: 'description', description: event.currentTarget.value })}
          />
        </div>
        <section aria-labelledby="rule-heading">
          <div className={classes.ruleHead}>
            <h2 id="rule-heading">Who belongs</h2>
            <SegmentedControl
              size="xs"
              aria-label="Write the rule as"
              value={face}
              onChange={setFace}
              data={[
                { value: 'builder', label: 'Builder' },
                { value: 'text', label: 'Text' },
              ]}
            />
          </div>
          {face === 'builder' ? (
            <>
              {draft.textProblem ? (
                <p className={classes.note} role="status">
                  The text cannot be read at the moment (line {draft.textProblem.line}, column{' '}
                  {draft.textProblem.column}), so this is the rule as it was before. Editing it here replaces
                  the text.
                </p>
              ) : null}
              <RuleBuilder tree={draft.tree} problems={shown.problems} onEdit={onEdit} />
              {save.wasTried && open > 0 ? (
                <p className="leave" role="alert">
                  {open === 1 ? 'One part is' : `${open} parts are`} unfinished: complete or remove{' '}
                  {open === 1 ? 'it' : 'them'}, then save.
                </p>
              ) : null}
            </>
          ) : (
            <RuleText
              text={draft.text ?? textOf(draft.tree)}
              problem={draft.textProblem}
              unfinished={open}
              problems={draft.textProblem ? undefined : shown.problems}
              onEdit={onEdit}
              onText={text => dispatch({ type: 'text', text })}
            />
          )}
        </section>
        <WhatSavingMoves
          draft={draft}
          touched={touched}
          hasProblems={(shown.preview?.problems.length ?? 0) > 0}
        />
      </div>
      <SegmentPreview
        {...shown}
        open={open}
        isNew={live === undefined}
        isUnreadable={draft.textProblem !== undefined}
      />
    </div>
  )
}
