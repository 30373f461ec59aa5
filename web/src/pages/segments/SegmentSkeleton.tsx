import { Skeleton } from '@mantine/core'
import classes from './Segments.module.css'

export function SegmentSkeleton() {
  return (
    <div className={classes.columns} role="status" aria-label="Segment: loading">
      <div className={classes.main}>
        <Skeleton height={56} />
        <Skeleton height={32} width="40%" />
        <Skeleton height={32} />
        <Skeleton height={32} />
      </div>
      <Skeleton height={220} />
    </div>
  )
}
