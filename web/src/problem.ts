import type { Plan } from '../../src/changes/contract.ts'

/** What went wrong, as the server says it (RFC 9457) and as every part of the app shows it. */
export type Problem = {
  title: string
  detail: string
  /** The HTTP status; 0 when no answer came at all. */
  status: number
  /** What is wrong with the input, by path: `email`, `tags.Department[0]`. */
  errors: { path: string; message: string }[]
  /** The plan as it is now, with a 409: the workspace moved meanwhile, or the brake holds. */
  plan?: Plan
  /** Whatever else the server said with it: `dependents`, … */
  more: Record<string, unknown>
}

/** Thrown for every answer that is not a success. Read it with `problemOf`, which also takes any other error. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Something refused on this side, said in the same way: `throw refusal('This e-mail address …')`. */
export function refusal(title: string): ProblemError {
  return new ProblemError({ title, detail: '', status: 0, errors: [], more: {} })
}

/** Any thrown thing as a problem with a sentence that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      title: 'The server does not answer',
      detail: 'Check the connection and try again. Nothing was changed.',
      status: 0,
      errors: [],
      more: {},
    }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { title: 'Something went wrong here', detail, status: 0, errors: [], more: {} }
}

/** The problem a response carries; a proxy's HTML page or an empty body still gives a sentence. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const said: Partial<Problem> = typeof body === 'object' && body !== null ? body : {}
  return {
    title: said.title ?? `The server answered ${response.status}`,
    detail: said.detail ?? (response.status >= 500 ? 'Try again in a moment.' : response.statusText),
    status: response.status,
    errors: Array.isArray(said.errors) ? said.errors : [],
    ...(said.plan ? { plan: said.plan } : {}),
    more: { ...said },
  }
}
