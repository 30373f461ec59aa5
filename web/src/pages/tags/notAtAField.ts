import { fieldErrors } from '../../parts/fieldErrors.ts'

/** The error, unless one of these fields shows it already. */
export function notAtAField(error: unknown, fields: readonly string[]): unknown {
  if (!error) return null
  const byField = fieldErrors(error)
  return fields.some(field => byField[field] !== undefined) ? null : error
}
