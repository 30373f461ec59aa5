import { type Condition, groupOf, OPERATORS, type Rule } from './rule.ts'
import { quote } from './words.ts'

/**
 * Writes a rule in the text language (its grammar is at `parse`), on one line. Prefers `A and (B or C)` and
 * `not D`; where that would not read back as the same structure, as in a group of one, it writes `all (…)`,
 * `any (…)`, `none (…)`. Takes a rule that `readRule` accepts.
 */
export function print(rule: Rule): string {
  const group = groupOf(rule)
  if (!group) return printLeaf(rule)
  const { kind, rules } = group
  const isChain = kind !== 'none' && rules.length > 1
  if (isChain) return rules.map(printFactor).join(kind === 'all' ? ' and ' : ' or ')
  const [only] = rules
  if (kind === 'none' && only && rules.length === 1) return `not ${printFactor(only)}`
  return `${kind} (${rules.map(print).join(', ')})`
}

/** As `print`, in parentheses where `and`, `or` and `not` would otherwise reach into it. */
function printFactor(rule: Rule): string {
  const group = groupOf(rule)
  const isChain = group !== undefined && group.kind !== 'none' && group.rules.length > 1
  return isChain ? `(${print(rule)})` : print(rule)
}

function printLeaf(rule: Rule): string {
  if ('segment' in rule) {
    return `in segment ${typeof rule.segment === 'number' ? `#${rule.segment}` : quote(rule.segment)}`
  }
  return 'key' in rule ? printCondition(rule) : ''
}

function printCondition({ key, op, values = [] }: Condition): string {
  const { arity, takes, text } = OPERATORS[op]
  const start = `${quote(key)} ${text}`
  if (arity === 'none') return start
  if (takes === 'span') return `${start} ${values.map(printSpan).join(' ')}`
  if (arity === 'two') return `${start} ${values.map(quote).join(' and ')}`
  const isBare = values.length === 1 && op !== 'hasAll'
  return `${start} ${isBare ? values.map(quote).join('') : `(${values.map(quote).join(', ')})`}`
}

function printSpan(span: string): string {
  return /^\d+ [a-z]+$/.test(span) ? span : quote(span)
}
