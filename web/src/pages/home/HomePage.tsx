import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useMe } from '../../session.ts'
import { Attention } from './Attention.tsx'
import { Figures } from './Figures.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import classes from './HomePage.module.css'
import { LastChanges } from './LastChanges.tsx'

/** Three figures, what needs attention, the last changes; in a new workspace the first three steps instead. */
export function HomePage() {
  const { workspace } = useMe()
  const { data, error, refetch } = useQuery(api.home.overview.queryOptions())
  const isNew = data && data.people + data.inactive === 0 && data.segments === 0

  return (
    <>
      <PageHeader title={workspace.name} />
      {error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton height={104} role="status" aria-label="Overview: loading" />}
      {isNew ? <FirstSteps overview={data} /> : null}
      {data && !isNew ? (
        <>
          <Figures overview={data} />
          <div className={classes.two}>
            <Attention attention={data.attention} />
            <LastChanges changes={data.changes} />
          </div>
        </>
      ) : null}
    </>
  )
}
