import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { problemOf } from '../problem.ts'
import classes from './ProblemAlert.module.css'

/**
 * What went wrong, in the server's own words. Takes any thrown error; shows nothing for null.
 * A form shows what is wrong with its fields beside them (`fieldErrors`); `list` says it here instead.
 */
export function ProblemAlert({
  error,
  retry,
  list = false,
  page = false,
}: {
  error: unknown
  retry?: () => void
  list?: boolean
  /** It stands in place of a whole page. */
  page?: boolean
}) {
  if (error === null || error === undefined) return null
  const problem = problemOf(error)
  // The server's sentence names the first field as programs do; the field itself or the list below says it better.
  const detail =
    problem.errors.length === 0 ? problem.detail : list ? '' : 'The fields concerned say what to change.'
  return (
    <div role="alert" className={classes.root} data-page={page || undefined}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div>
        <strong>{problem.title}</strong>
        {detail && detail !== problem.title ? <div>{detail}</div> : null}
        {list && problem.errors.length > 0 ? (
          <ul>
            {problem.errors.map(one => (
              <li key={`${one.path} ${one.message}`}>{one.message}</li>
            ))}
          </ul>
        ) : null}
        {retry ? (
          <Button variant="default" size="xs" mt={8} onClick={retry}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  )
}
