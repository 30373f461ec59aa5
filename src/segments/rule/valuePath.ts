import { fold } from '../../tags/fold.ts'
import type { Condition } from './rule.ts'

/** The path of a value in a condition, in whatever spelling; undefined when the condition does not name it. */
export function valuePath(condition: Condition, path: string, value: string): string | undefined {
  const index = condition.values?.findIndex(each => fold(each) === fold(value)) ?? -1
  if (index < 0) return undefined
  return `${path === '' ? '' : `${path}.`}values[${index}]`
}
