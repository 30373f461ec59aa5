import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type Dispatch, useCallback } from 'react'
import type { Segment } from '../../../../src/segments/contract.ts'
import { RuleText } from './RuleText.tsx'
import { RuleBuilder } from './rule/RuleBuilder.tsx'
import { type GroupNode, unfinished } from './ruleTree.ts'
import { SegmentPreview } from './SegmentPreview.tsx'
import classes from './Segments.module.css'
import type { DraftEvent, Face, SegmentDraft } from './segmentDraft.ts'
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
  const shown = useSegmentPreview(draft.tree, live?.id)
  const onEdit = useCallback(
    (edit: (tree: GroupNode) => GroupNode) => dispatch({ type: 'edit', edit }),
    [dispatch],
  )
  const onFold = useCallback(
    (fold: (tree: GroupNode) => GroupNode) => dispatch({ type: 'fold', fold }),
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
              value={draft.face}
              onChange={face => dispatch({ type: 'face', face: face as Face })}
              data={[
                { value: 'builder', label: 'Builder' },
                { value: 'text', label: 'Text' },
              ]}
            />
          </div>
          {draft.face === 'builder' ? (
            <RuleBuilder tree={draft.tree} problems={shown.problems} onEdit={onEdit} onFold={onFold} />
          ) : (
            <RuleText
              draft={draft}
              unfinished={open}
              problems={shown.isSettled ? (shown.preview?.problems ?? []) : []}
              onText={text => dispatch({ type: 'text', text })}
              onGiveUp={() => dispatch({ type: 'giveUpText' })}
            />
          )}
          {save.wasTried && open > 0 ? (
            <p className="leave" role="alert">
              {open === 1 ? 'One part is' : `${open} parts are`} unfinished: complete or remove{' '}
              {open === 1 ? 'it' : 'them'}
              {draft.face === 'builder' ? '' : ' in the builder'}, then save.
            </p>
          ) : null}
        </section>
      </div>
      <SegmentPreview
        {...shown}
        open={open}
        isNew={live === undefined}
        isUnreadable={draft.textProblem !== undefined}
        onEdit={onEdit}
      />
      <WhatSavingMoves
        draft={draft}
        touched={touched}
        hasProblems={(shown.preview?.problems.length ?? 0) > 0}
      />
    </div>
  )
}
