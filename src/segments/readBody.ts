import { Invalid } from '../errors.ts'
import type { RuleProblem } from './contract.ts'
import { bind } from './rule/bind.ts'
import { parse } from './rule/parse.ts'
import type { PlaceInText } from './rule/parser.ts'
import { readRule } from './rule/readRule.ts'
import type { BoundRule, Dictionary, Rule } from './rule/rule.ts'

export type RuleBody = { rule?: unknown; text?: string }
/** `rule` is null when it could not even be read. */
export type ReadBody =
  | { rule: Rule; bound: BoundRule }
  | { rule: Rule | null; bound: null; problems: RuleProblem[] }

const ONE_FACE = 'Give the rule either as “rule” (JSON) or as “text”.'

/** A body's rule, by whichever of its two faces it came, bound to the names there are; or everything that is wrong with it. */
export function readBody({ rule, text }: RuleBody, dictionary: Dictionary): ReadBody {
  if ((rule === undefined) === (text === undefined)) return unread([{ path: '', message: ONE_FACE }])
  if (text === undefined) {
    const read = readRule(rule)
    return 'rule' in read ? bindRead(read.rule, dictionary) : unread(read.problems)
  }
  const parsed = parse(text, dictionary)
  if ('rule' in parsed) return bindRead(parsed.rule, dictionary)
  const problems = [{ path: '', ...parsed.error }]
  // A name nobody knows does not keep the other face from being shown.
  const nameless = parse(text)
  return 'rule' in nameless ? { rule: nameless.rule, bound: null, problems } : unread(problems)
}

function bindRead(rule: Rule, dictionary: Dictionary): ReadBody {
  const answer = bind(rule, dictionary)
  return 'bound' in answer ? { rule, bound: answer.bound } : { rule, bound: null, problems: answer.problems }
}

function unread(problems: RuleProblem[]): ReadBody {
  return { rule: null, bound: null, problems }
}

/** What is wrong with a text, with where. */
export function atPlace({ line, column }: PlaceInText, message: string): string {
  return `Line ${line}, column ${column}: ${message}`
}

/** The bound rule of a body that is to be saved. Throws Invalid with every problem and its place. */
export function requireRule(body: RuleBody, dictionary: Dictionary): BoundRule {
  const read = readBody(body, dictionary)
  if (read.bound) return read.bound
  const face = body.text !== undefined ? 'text' : 'rule'
  const errors = read.problems.map(({ path, message, line, column }) => ({
    path: path === '' ? face : `${face}.${path}`,
    message: line === undefined || column === undefined ? message : atPlace({ line, column }, message),
  }))
  throw new Invalid(
    errors
      .map(error => error.message)
      .slice(0, 3)
      .join(' '),
    errors,
  )
}
