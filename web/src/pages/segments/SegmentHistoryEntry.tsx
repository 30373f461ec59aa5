import { Button } from '@mantine/core'
import type { HistoryEntry, Segment } from '../../../../src/segments/contract.ts'
import { client } from '../../api.ts'
import { PlanRow } from '../../parts/PlanRow.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { RuleDiff } from './RuleDiff.tsx'
import classes from './SegmentHistory.module.css'

/** One change of a segment's history: what it was, whom it moved, and the rule it set. */
export function SegmentHistoryEntry({
  segment,
  entry,
  isPresent,
}: {
  segment: Segment
  entry: HistoryEntry
  /** Its rule is the one that holds now. */
  isPresent: boolean
}) {
  const { changeId, entered, left, people } = entry
  const part = `segment:${segment.id}`
  const isAgain = entry.notes.length === 0 && JSON.stringify(entry.rule) === JSON.stringify(segment.rule)
  return (
    <li>
      <p className={classes.what}>
        <TextLink to="/changes/$id" params={{ id: changeId }}>
          {entry.summary}
        </TextLink>
        <span className="quiet">
          by {entry.actor}, <When at={entry.at} />
        </span>
      </p>
      {entry.text === null ? null : (
        <div className={classes.version}>
          <RuleDiff before={entry.textBefore} after={entry.text} />
          {isPresent || isAgain ? (
            <span className={classes.present}>{isPresent ? 'The rule now' : 'The same as now'}</span>
          ) : (
            <Restore segment={segment} entry={entry} />
          )}
        </div>
      )}
      {entered + left > 0 ? (
        <PlanRow
          title={<span className="quiet">Members</span>}
          figures={{ before: people - entered + left, after: people, entered, left }}
          sides={[
            { which: { part, side: 'entered' }, count: entered, word: 'Entered' },
            { which: { part, side: 'left' }, count: left, word: 'Left' },
          ]}
          sample={undefined}
          names={{ change: changeId }}
          done
        />
      ) : null}
    </li>
  )
}

/** The way back to an old rule: through its plan, and with everything said in which it would differ from what it was. */
function Restore({ segment, entry }: { segment: Segment; entry: HistoryEntry }) {
  const { start, isBusy } = usePlanAct()
  const mayEdit = useMay('editor')
  if (entry.problems.length > 0) {
    return (
      <div className={classes.notes}>
        This rule cannot come back. {entry.problems.map(problem => `${problem} `)}
      </div>
    )
  }
  if (!mayEdit) return null
  const restore = () =>
    void start({
      label: 'Restore this rule',
      title: `Restore the rule of ${segment.name} from change ${entry.changeId}`,
      run: query =>
        client.segments.update({
          params: { id: segment.id },
          query,
          body: { restore: entry.changeId, expectedVersion: segment.version },
        }),
    })
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        className={classes.restore}
        disabled={isBusy}
        aria-label={`Restore this rule, of change ${entry.changeId}`}
        onClick={restore}
      >
        Restore this rule
      </Button>
      {entry.notes.length > 0 ? (
        <div className={classes.notes}>{entry.notes.map(note => `${note} `)}</div>
      ) : null}
    </>
  )
}
