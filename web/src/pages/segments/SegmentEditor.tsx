import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useReducer } from 'react'
import type { Segment } from '../../../../src/segments/contract.ts'
import { figure } from '../../parts/Count.tsx'
import { useLeaveGuard } from '../../parts/useLeaveGuard.ts'
import { SegmentHead } from './SegmentHead.tsx'
import { SegmentHistory } from './SegmentHistory.tsx'
import { SegmentMembers } from './SegmentMembers.tsx'
import { SegmentOverlap } from './SegmentOverlap.tsx'
import { SegmentRule } from './SegmentRule.tsx'
import classes from './Segments.module.css'
import { StaleNote } from './StaleNote.tsx'
import { draftOf, isTouched, newDraft, segmentDraftReducer } from './segmentDraft.ts'
import { useSaveSegment } from './useSaveSegment.ts'

/**
 * One segment being looked at or written. `live` is how it is now; the draft began as it was when it was opened, and
 * follows as long as nothing has been written.
 */
export function SegmentEditor({
  live,
  startText,
}: {
  live: Segment | undefined
  startText: string | undefined
}) {
  const navigate = useNavigate()
  const { tab = 'rule' } = useSearch({ strict: false })
  const [draft, dispatch] = useReducer(segmentDraftReducer, undefined, () =>
    live ? draftOf(live) : newDraft(startText),
  )
  const touched = isTouched(draft)
  const moved = live && draft.saved && live.version > draft.saved.version ? live : undefined
  if (moved && !touched) dispatch({ type: 'load', saved: moved })
  const allowLeaving = useLeaveGuard(touched)
  const save = useSaveSegment(draft, dispatch, allowLeaving)

  const rule = (
    <SegmentRule draft={draft} dispatch={dispatch} touched={touched} save={save} live={live ?? draft.saved} />
  )
  return (
    <>
      <SegmentHead
        draft={draft}
        touched={touched}
        save={save}
        dispatch={dispatch}
        allowLeaving={allowLeaving}
      />
      {moved && touched ? (
        <StaleNote
          theirs={moved}
          onLoad={() => dispatch({ type: 'load', saved: moved })}
          onSave={() => save.start(moved.version)}
        />
      ) : null}
      {live ? (
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={next =>
            void navigate({
              to: '/segments/$id',
              params: { id: live.id },
              search: { tab: next === 'rule' ? undefined : (next as 'people') },
              replace: true,
            })
          }
        >
          <Tabs.List className={classes.tabs}>
            <Tabs.Tab value="rule">Rule</Tabs.Tab>
            <Tabs.Tab value="people">People {figure(live.people)}</Tabs.Tab>
            <Tabs.Tab value="history">History</Tabs.Tab>
            <Tabs.Tab value="overlap">Overlap</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="rule">{rule}</Tabs.Panel>
          <Tabs.Panel value="people">
            <SegmentMembers segment={live} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <SegmentHistory segment={live} />
          </Tabs.Panel>
          <Tabs.Panel value="overlap">
            <SegmentOverlap segment={live} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        rule
      )}
    </>
  )
}
