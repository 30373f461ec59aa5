/**
 * The handful of errors Muster throws on purpose. Everything else is a defect and answers 500.
 * Expected bad data (a row of a file, a rule being typed) is a value, never one of these.
 */

export type FieldError = { path: string; message: string }

/** 404: it is not there, or not in this workspace; the two are never told apart. `extra` as in a Conflict. */
export class NotFound extends Error {
  override name = 'NotFound'
  extra: Record<string, unknown>
  constructor(message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.extra = extra
  }
}

/** 403: signed in, but the role does not allow it. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** 401: nobody is signed in. */
export class Unauthorized extends Error {
  override name = 'Unauthorized'
}

/** 422: the input cannot be taken as it is; `errors` says where. */
export class Invalid extends Error {
  override name = 'Invalid'
  errors: FieldError[]
  constructor(message: string, errors: FieldError[] = []) {
    super(message)
    this.errors = errors
  }
}

/** 413: more than the limit says. */
export class TooLarge extends Error {
  override name = 'TooLarge'
}

/** 429: too often in too short a time. */
export class TooManyAttempts extends Error {
  override name = 'TooManyAttempts'
}

/**
 * 409: it fits nothing that is wrong with the input but the state it meets: a stale plan, a held brake, a name that is
 * taken. `extra` is laid beside the problem's own fields (`plan`, `dependents`, …).
 */
export class Conflict extends Error {
  override name = 'Conflict'
  extra: Record<string, unknown>
  constructor(message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.extra = extra
  }
}
