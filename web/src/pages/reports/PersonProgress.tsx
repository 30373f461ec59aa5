import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HistoryPoint, Outcome } from '../../../../src/reports/contract.ts'
import { api } from '../../api.ts'
import { figure } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { Section } from '../people/Section.tsx'
import { stepInWords } from './chartWords.ts'
import classes from './PersonProgress.module.css'

const words = {
  open: ['Open'],
  overdue: ['Overdue', 'leave'],
  onTime: ['On time', 'enter'],
  late: ['Late', 'held'],
  missed: ['Missed', 'leave'],
  withdrawn: ['Withdrawn'],
} as const satisfies Record<Outcome, readonly [string, string?]>
const outcomes = Object.keys(words) as Outcome[]
/** Said only where there are any. */
const rare: readonly Outcome[] = ['missed', 'withdrawn']

/** What became of everything a person has received, in figures and a small line. */
export function PersonProgress({ id }: { id: number }) {
  const { data, error, refetch } = useQuery(api.reports.person.queryOptions({ input: { id } }))
  return (
    <Section title="Progress">
      {error && !data ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <div className={classes.both}>
          <dl className={classes.figures}>
            {outcomes
              .filter(one => data.counts[one] > 0 || !rare.includes(one))
              .map(one => (
                <div key={one}>
                  <dt>{words[one][0]}</dt>
                  <dd className={data.counts[one] > 0 ? words[one][1] : 'quiet'}>
                    {figure(data.counts[one])}
                  </dd>
                </div>
              ))}
          </dl>
          <Line points={data.history} since={stepInWords(data.step, data.history[0]?.on ?? '')} />
        </div>
      ) : error ? null : (
        <Skeleton height={56} role="status" aria-label="Progress: loading" />
      )}
    </Section>
  )
}

const WIDTH = 200
const HEIGHT = 44

/** What they had received, and completed of it, over time. */
function Line({ points, since }: { points: readonly HistoryPoint[]; since: string }) {
  const most = Math.max(1, ...points.map(({ received }) => received))
  const last = points.at(-1)
  const pathOf = (name: 'received' | 'completed') =>
    `M 0 ${HEIGHT} ${points
      .map((point, n) => `L ${((n + 1) / points.length) * WIDTH} ${HEIGHT - (point[name] / most) * HEIGHT}`)
      .join(' ')}`
  if (!last) return null
  return (
    <figure className={classes.line}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Since ${since}: ${figure(last.received)} received, ${figure(last.completed)} completed`}
      >
        <path data-figure="received" d={pathOf('received')} />
        <path data-figure="completed" d={pathOf('completed')} />
      </svg>
      <figcaption className="quiet">
        {figure(last.completed)} of {figure(last.received)} completed since {since}
      </figcaption>
    </figure>
  )
}
