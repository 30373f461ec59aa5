import type { Assignment } from '../../../../src/assignments/contract.ts'
import { figure } from '../../parts/Count.tsx'
import classes from './Assignments.module.css'

type Counts = Assignment['counts']

/** Everyone who has it now, whatever they have done with it; what was withdrawn is not theirs any more. */
export function received({ assigned, opened, completed }: Counts): number {
  return assigned + opened + completed
}

/** How far its recipients are: completed, opened, not yet. The words beside it say the same. */
export function ProgressLine({ counts }: { counts: Counts }) {
  const all = received(counts)
  const share = (count: number) => `${all === 0 ? 0 : (count / all) * 100}%`
  const percent = all === 0 ? 0 : Math.floor((counts.completed / all) * 100)
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={`${percent} % completed: ${figure(counts.completed)} of ${figure(all)} completed, ${figure(counts.opened)} opened`}
    >
      <span data-part="completed" style={{ width: share(counts.completed) }} />
      <span data-part="opened" style={{ width: share(counts.opened) }} />
    </div>
  )
}
