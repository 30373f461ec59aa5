import type { ParseError } from '../../../../src/segments/rule/parser.ts'

/** Words that people's names rarely hold and rules nearly always do. */
const ruleWords =
  /[=<>]|\s(is|has all|contains|starts with|ends with|exists|missing|before|after|on or (before|after)|(not )?within|between)(\s|$)|\bin segment\b/i

/**
 * What a search means: a rule when it reads as one (`Department is Sales and not Region is EMEA`), otherwise words of
 * a name, an address or an external id. The reader of rules is loaded with the first search.
 */
export async function readSearch(text: string): Promise<{ q: string } | { where: string }> {
  const { parse } = await import('../../../../src/segments/rule/parse.ts')
  return 'rule' in parse(text) ? { where: text } : { q: text }
}

/** Why a text that looks like a rule is not one; null for a plain name. */
export async function mistakeOf(text: string): Promise<ParseError | null> {
  if (!ruleWords.test(text)) return null
  const { parse } = await import('../../../../src/segments/rule/parse.ts')
  const read = parse(text)
  return 'error' in read ? read.error : null
}
