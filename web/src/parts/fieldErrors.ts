import { problemOf } from '../problem.ts'

/**
 * The messages of a refused input, by field, for `form.setErrors(fieldErrors(error))`: `tags.Department[0]`
 * becomes `tags.Department.0`, as forms name it. The first message of a field counts.
 */
export function fieldErrors(error: unknown): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const { path, message } of problemOf(error).errors) {
    const field = path.replace(/\[(\d+)\]/g, '.$1')
    byField[field] ??= message
  }
  return byField
}
