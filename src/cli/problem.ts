/** What the server says when it refuses (RFC 9457). */
export type Problem = {
  title: string
  status: number
  detail: string
  errors: { path: string; message: string }[]
}

/** A call that the server refused. */
export class Refused extends Error {
  override name = 'Refused'
  problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.problem = problem
  }
}

/** The problem a response carries; whatever else answers (a proxy's page) still gives a sentence. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const said: Partial<Problem> = typeof body === 'object' && body !== null ? body : {}
  return {
    title: said.title ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    status: response.status,
    detail: said.detail ?? '',
    errors: Array.isArray(said.errors) ? said.errors : [],
  }
}

/** As lines: what it is, what to do, and where the input is wrong, each thing said once. */
export function problemLines({ title, detail, errors }: Problem): string[] {
  const places = errors
    .filter(({ message }) => !detail.includes(message))
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return [detail ? `${title}: ${detail}` : `${title}.`, ...places.map(line => `  ${line}`)]
}
