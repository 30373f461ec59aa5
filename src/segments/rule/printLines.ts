import { print } from './print.ts'
import { groupOf, type Rule } from './rule.ts'

/** What is not longer stays on one line. */
const LINE = 88
const INDENT = '  '

/**
 * As `print`, but a long rule is broken into lines, a group's parts one below the other and indented, so that a rule of
 * hundreds of conditions can be read as text. `parse` reads it back as the same rule.
 */
export function printLines(rule: Rule): string {
  return linesOf(rule).join('\n')
}

function linesOf(rule: Rule): string[] {
  const whole = print(rule)
  const group = groupOf(rule)
  if (!group || whole.length <= LINE) return [whole]
  const { kind, rules } = group
  const [only] = rules
  if (kind === 'none' && only && rules.length === 1) return after('not ', factor(only))
  if (kind === 'none' || rules.length === 1) {
    const parts = rules.map((part, index) => ended(linesOf(part), index < rules.length - 1 ? ',' : ''))
    return [`${kind} (`, ...parts.flat().map(indented), ')']
  }
  const word = kind === 'all' ? 'and ' : 'or '
  return rules.flatMap((part, index) => after(index === 0 ? '' : word, factor(part)))
}

/** In parentheses where `and`, `or` and `not` would otherwise reach into it. */
function factor(rule: Rule): string[] {
  const group = groupOf(rule)
  if (!group || group.kind === 'none' || group.rules.length < 2) return linesOf(rule)
  const lines = linesOf(rule)
  return lines.length === 1 ? [`(${lines[0]})`] : ['(', ...lines.map(indented), ')']
}

function after(word: string, [first = '', ...rest]: string[]): string[] {
  return [word + first, ...rest]
}

function ended(lines: string[], end: string): string[] {
  return lines.with(-1, `${lines.at(-1)}${end}`)
}

function indented(line: string): string {
  return INDENT + line
}
