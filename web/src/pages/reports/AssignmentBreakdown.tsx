import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api, paged } from '../../api.ts'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { GroupingSelect } from './GroupingSelect.tsx'
import { GroupList } from './GroupList.tsx'
import classes from './Reports.module.css'

/** How far an assignment's recipients are, by a key of their tags or by the segments it went to. */
export function AssignmentBreakdown({ assignment: { id, status } }: { assignment: Assignment }) {
  const { by, segments, asOf } = useSearch({ from: '/assignments/$id' })
  const navigate = useNavigate({ from: '/assignments/$id' })
  const isChosen = by !== undefined || segments !== undefined
  const query = useInfiniteQuery({
    ...api.reports.breakdown.infiniteOptions(paged({ id, by, segments }, 20)),
    enabled: isChosen && asOf === undefined,
  })
  // It says how things are now, which would be wrong beside the figures of a past moment.
  if ((status !== 'live' && status !== 'closed') || asOf !== undefined) return null
  return (
    <section className={classes.section} aria-labelledby="breakdown">
      <h2 id="breakdown">Breakdown</h2>
      <div className={classes.choice}>
        <GroupingSelect
          label="Break down by"
          withSegments
          value={segments ? { segments } : by === undefined ? undefined : { by }}
          onChange={choice =>
            void navigate({
              search: old => ({ ...old, by: undefined, segments: undefined, ...choice }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        {by === undefined ? null : (
          <ExportMenu
            path="/reports/progress"
            words={`By ${by}`}
            query={{ assignments: id, status: 'any', by }}
          />
        )}
      </div>
      {isChosen ? (
        <GroupList
          label={segments ? 'By segment' : `By ${by}`}
          kind={segments ? 'segment' : 'tag'}
          query={query}
          restName={segments ? 'In none of them any more' : `No ${by}`}
        />
      ) : (
        <p className={classes.note}>Choose a tag key, or the segments it went to, to see who is how far.</p>
      )}
    </section>
  )
}
