import { ValidationError } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import {
  Conflict,
  type FieldError,
  Forbidden,
  Invalid,
  NotFound,
  TooLarge,
  TooManyAttempts,
  Unauthorized,
} from '../errors.ts'

/** RFC 9457. Beside these a Conflict or a NotFound carries its extras: `plan`, `dependents`, … */
export type Problem = {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  errors?: FieldError[]
}

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'It does not fit the present state',
  413: 'Too large',
  414: 'The address is too long',
  415: 'This kind of content is not taken',
  422: 'The input cannot be taken',
  429: 'Too many attempts',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
  507: 'No space left',
}

/** Any thrown thing as a problem. What nobody foresaw becomes a 500 that names only the request's id. */
export function problemOf(error: unknown, requestId: string): Problem & Record<string, unknown> {
  if (error instanceof Conflict) return { ...problem(409, error.message), ...error.extra }
  if (error instanceof NotFound) return { ...problem(404, error.message), ...error.extra }
  if (error instanceof Invalid) {
    return {
      ...problem(422, error.message),
      ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    }
  }
  const known = knownStatus(error)
  if (known && error instanceof Error) return problem(known, error.message)
  const issues = error instanceof InvalidInput ? error.issues : inputIssues(error)
  if (issues) return invalidInput(issues)
  const refused = refusedByFastify(error)
  if (refused) return refused
  if (isDiskFull(error)) return problem(507, DISK_FULL)
  return problem(
    500,
    `The server could not finish this; nothing was changed half-way. It is in the server’s log under ${requestId}. Try again, and if it happens again, tell whoever runs this server.`,
  )
}

function problem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail }
}

function knownStatus(error: unknown): number | undefined {
  if (error instanceof Forbidden) return 403
  if (error instanceof Unauthorized) return 401
  if (error instanceof TooLarge) return 413
  if (error instanceof TooManyAttempts) return 429
  return undefined
}

const DISK_FULL =
  'There is no space left on the server’s disk. Nothing was changed. Free some space (or tell whoever runs this server), then try again.'

const DISK_FULL_CODES: unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100']

/** In the words of SQLite, of the file system (also where a quota is used up), and of PostgreSQL (53100, disk_full). */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return DISK_FULL_CODES.includes(code) || /disk is full|ENOSPC|No space left on device/i.test(error.message)
}

type Issue = ValidationError['issues'][number]

/** Input that does not fit its schema, outside oRPC's own validation. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
  issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super('The input does not fit its schema.')
    this.issues = issues
  }
}

/** Only what a caller sent: an answer that does not fit its own schema is a defect of ours. */
function inputIssues(error: unknown): readonly Issue[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined
  return error.cause instanceof ValidationError ? error.cause.issues : undefined
}

function invalidInput(issues: readonly Issue[]): Problem {
  const errors = issues.map(issue => ({ path: pathOf(issue), message: issue.message }))
  const first = errors[0]
  const detail = first ? (first.path ? `${first.path}: ${first.message}` : first.message) : ''
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : ''
  return { ...problem(422, `${detail}${more}`), errors }
}

const sides = new Set(['body', 'query', 'params'])

/** `body.tags.Department[0]` as `tags.Department[0]`: whoever filled a form does not know of bodies. */
function pathOf(issue: Issue): string {
  const keys = (issue.path ?? []).map(part => (typeof part === 'object' ? part.key : part))
  const own = typeof keys[0] === 'string' && sides.has(keys[0]) ? keys.slice(1) : keys
  return own.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
    '',
  )
}

/** Fastify and its plugins throw errors with a statusCode; those below 500 speak of the request. */
function refusedByFastify(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  const status = Number(error.statusCode)
  if (!(status >= 400 && status < 500)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  return problem(status, byCode[code] ?? details[status] ?? error.message)
}

const byCode: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address has a “%” in it that begins no character. Write it as “%25”.',
}

const details: Record<number, string> = {
  414: 'A part of the address is longer than anything that is here.',
  413: 'The request is larger than this endpoint takes.',
  429: 'Too many requests from this address. Wait a minute and try again.',
  415: 'Send JSON with “Content-Type: application/json”. A file goes as “multipart/form-data”.',
}
