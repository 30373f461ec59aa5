import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Dispatch } from 'react'
import { useState } from 'react'
import type { Segment } from '../../../../src/segments/contract.ts'
import { client } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './Segments.module.css'
import type { DraftEvent, SegmentDraft } from './segmentDraft.ts'
import { UsedBy } from './UsedBy.tsx'
import type { SaveSegment } from './useSaveSegment.ts'

/** The top of the editor: what it is called, what uses it, and what can be done. */
export function SegmentHead({
  draft,
  touched,
  save,
  dispatch,
  allowLeaving,
}: {
  draft: SegmentDraft
  touched: boolean
  save: SaveSegment
  dispatch: Dispatch<DraftEvent>
  allowLeaving: () => void
}) {
  const { saved } = draft
  const mayEdit = useMay('editor')
  const [refusal, setRefusal] = useState<unknown>(null)
  return (
    <>
      <PageHeader
        title={saved?.name ?? 'New segment'}
        above={<TextLink to="/segments">Segments</TextLink>}
        actions={
          mayEdit ? (
            <>
              {saved ? (
                <DeleteSegment segment={saved} onRefused={setRefusal} allowLeaving={allowLeaving} />
              ) : null}
              {saved && touched ? (
                <Button variant="default" onClick={() => dispatch({ type: 'load', saved })}>
                  Discard changes
                </Button>
              ) : null}
              <Button
                disabled={saved !== undefined && !touched}
                loading={save.isBusy}
                onClick={() => save.start()}
              >
                {saved ? 'Save segment' : 'Create segment'}
              </Button>
            </>
          ) : null
        }
      >
        {saved ? (
          <span className={classes.facts}>
            <span>
              Changed <When at={saved.updatedAt} />
            </span>
            <UsedBy usedBy={saved.usedBy} />
          </span>
        ) : null}
      </PageHeader>
      {refusal || save.error ? (
        <div className={classes.alert}>
          <ProblemAlert error={refusal ?? save.error} list />
        </div>
      ) : null}
    </>
  )
}

function DeleteSegment({
  segment,
  onRefused,
  allowLeaving,
}: {
  segment: Segment
  onRefused: (error: unknown) => void
  allowLeaving: () => void
}) {
  const { start } = usePlanAct()
  const navigate = useNavigate()
  return (
    <Button
      variant="default"
      onClick={() => {
        onRefused(null)
        void start({
          label: `Delete segment ${segment.name}`,
          isDangerous: true,
          run: query => client.segments.remove({ params: { id: segment.id }, query }),
          onRefused,
          onDone: () => {
            allowLeaving()
            void navigate({ to: '/segments' })
          },
        })
      }}
    >
      Delete segment
    </Button>
  )
}
