import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './PeoplePage.module.css'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** In place of the list when the server cannot use the rule searched for: each mistake, and the name that was near. */
export function RuleProblems({ where, error }: { where: string; error: unknown }) {
  const { change } = usePeopleFilter()
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
                <button
                  type="button"
                  className="linkButton"
                  onClick={() =>
                    change({
                      where: mended(where, problem.line ?? 1, problem.column ?? 1, problem.suggestion ?? ''),
                    })
                  }
                >
                  Use {problem.suggestion}
                </button>
              </>
            ) : problem.suggestion ? (
              ` Did you mean ${problem.suggestion}?`
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The text with the name at that place (a word, or quoted) replaced; a name that needs quotes gets them. */
function mended(text: string, line: number, column: number, name: string): string {
  const lines = text.split('\n')
  const own = lines[line - 1] ?? ''
  const start = own.slice(0, column - 1)
  const rest = own.slice(column - 1).replace(/^("(?:[^"\\]|\\.)*"|[^\s(),]+)/, '')
  const quoted = /^[\p{L}\p{N}_+-]+$/u.test(name) || name.startsWith('"') ? name : JSON.stringify(name)
  lines[line - 1] = `${start}${quoted}${rest}`
  return lines.join('\n')
}
