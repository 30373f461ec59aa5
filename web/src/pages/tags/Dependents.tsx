import { Text } from '@mantine/core'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { problemOf } from '../../problem.ts'
import classes from './Tags.module.css'

type Named = { id: number; name: string }

/** The segments whose rules keep something from being deleted. */
export function Dependents({
  segments,
  isNews,
  why,
}: {
  segments: readonly Named[]
  /** Whether a refusal has just brought them. */
  isNews: boolean
  /** How the sentence goes on after “This segment names it”. */
  why: string
}) {
  return (
    <div role={isNews ? 'alert' : undefined}>
      <Text>
        {segments.length === 1 ? 'This segment names it' : `These ${segments.length} segments name it`}
        {why}
      </Text>
      <div className={classes.dependents}>
        {segments.map(one => (
          <SegmentChip key={one.id} segment={one} />
        ))}
      </div>
    </div>
  )
}

/** Those that a refusal names. */
export function dependentsOf(error: unknown): Named[] {
  if (!error) return []
  const { dependents } = problemOf(error).more
  if (!Array.isArray(dependents)) return []
  return dependents.filter(
    (one: unknown): one is Named => typeof one === 'object' && one !== null && 'id' in one && 'name' in one,
  )
}
