import type { Rule } from '../../../../src/segments/rule/rule.ts'

/** The people in at least one of the first and none of the second; undefined while no segment is chosen. */
export function audienceRule(include: readonly number[], exclude: readonly number[]): Rule | undefined {
  if (include.length === 0) return undefined
  const any: Rule = { any: include.map(segment => ({ segment })) }
  return exclude.length === 0 ? any : { all: [any, { none: exclude.map(segment => ({ segment })) }] }
}
