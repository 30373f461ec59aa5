import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './PeoplePage.module.css'
import { UseSuggestion } from './UseSuggestion.tsx'

/** In place of the list when the server cannot use the rule searched for: each mistake, and the name that was near. */
export function RuleProblems({ where, error }: { where: string; error: unknown }) {
  const preview = useQuery(
    api.segments.preview.queryOptions({ input: { query: {}, body: { text: where } }, retry: false }),
  )
  if (preview.isPending) return <Skeleton height={80} />
  const problems = preview.data?.problems ?? []
  if (problems.length === 0) return <ProblemAlert error={error} list />
  return (
    <div role="alert" className={classes.ruleProblems}>
      <strong>This rule cannot be used yet.</strong>
      <ul>
        {problems.map(problem => (
          <li key={`${problem.path} ${problem.message}`}>
            {problem.message}
            {problem.suggestion && problem.line !== undefined && problem.column !== undefined ? (
              <>
                {' '}
                <UseSuggestion
                  text={where}
                  mistake={{
                    line: problem.line,
                    column: problem.column,
                    message: problem.message,
                    suggestion: problem.suggestion,
                  }}
                />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
