import { Conflict, Forbidden, Invalid, NotFound, TooLarge, Unauthorized } from '../errors.ts'

type PackedError = {
  name: string
  message: string
  stack?: string
  errors?: Invalid['errors']
  extra?: Conflict['extra']
}

/** An error as plain data, since threads hand each other copies without their classes. */
export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error instanceof Invalid ? { errors: error.errors } : {}),
    ...(error instanceof Conflict ? { extra: error.extra } : {}),
  }
}

/** The error again, of its own kind. */
export function unpackError({ name, message, stack, errors, extra }: PackedError): Error {
  if (name === 'Invalid') return new Invalid(message, errors)
  if (name === 'Conflict') return new Conflict(message, extra)
  if (name === 'NotFound') return new NotFound(message)
  if (name === 'Forbidden') return new Forbidden(message)
  if (name === 'Unauthorized') return new Unauthorized(message)
  if (name === 'TooLarge') return new TooLarge(message)
  const error = new Error(message)
  error.name = name
  if (stack) error.stack = stack
  return error
}
