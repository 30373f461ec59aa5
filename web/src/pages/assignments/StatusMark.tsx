import type { Assignment } from '../../../../src/assignments/contract.ts'
import classes from './Assignments.module.css'
import { assignmentStatusWords } from './statusWords.ts'

/** An assignment's status, as a quiet mark. */
export function StatusMark({ status }: { status: Assignment['status'] }) {
  return (
    <span className={classes.mark} data-status={status}>
      {assignmentStatusWords[status]}
    </span>
  )
}
