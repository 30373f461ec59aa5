import { Invalid } from '../errors.ts'
import { bind } from '../segments/rule/bind.ts'
import { parse } from '../segments/rule/parse.ts'
import type { BoundRule, Dictionary } from '../segments/rule/rule.ts'

/** A filter in the text language of rules, bound to the names of a dictionary. Throws Invalid that says what is wrong and where. */
export function readWhere(dictionary: Dictionary, text: string): BoundRule {
  const parsed = parse(text, dictionary)
  if ('error' in parsed) {
    const { line, column, message } = parsed.error
    const where = `Line ${line}, column ${column}: ${message}`
    throw new Invalid(where, [{ path: 'where', message: where }])
  }
  const read = bind(parsed.rule, dictionary)
  if ('bound' in read) return read.bound
  throw new Invalid(
    read.problems
      .slice(0, 3)
      .map(problem => problem.message)
      .join(' '),
    read.problems.map(({ message }) => ({ path: 'where', message })),
  )
}
