import { distance, nearest } from './nearest.ts'
import { OPERATOR_NAMES, OPERATORS, type Operator } from './rule.ts'

/** The words that were written for an operator, and the sentence that says what is written instead. */
export type OperatorMeant = { said: readonly string[]; hint: string; suggestion?: string }

const TEXTS = OPERATOR_NAMES.map(op => OPERATORS[op].text)

/**
 * What people write for an operator, by what this language calls it. They are told rather than understood: each is a
 * value somewhere (`Status is before`), and one rule should not read differently in two places.
 */
const SAID = new Map<string, string>([
  // The builder's own words.
  ...OPERATOR_NAMES.map((op): [string, string] => [OPERATORS[op].label, OPERATORS[op].text]),
  ...said(
    'is',
    'in',
    'is in',
    'has',
    'equals',
    'is equal to',
    'is =',
    'is any of',
    'is one of',
    'any of',
    '= =',
  ),
  ...said('is not', 'not', 'not in', 'is not in', 'is none of', '< >', 'is not equal to', 'does not equal'),
  ...said('has all', 'contains all', 'contains all of', 'is all of'),
  ...said('exists', 'is set', 'is not empty', 'is present', 'has value'),
  ...said('missing', 'is empty', 'is missing', 'is not set', 'not exists', 'does not exist', 'not set'),
  ...said('contains', 'contain', 'includes', 'is like', 'like'),
  ...said('starts with', 'begins with'),
  ...said('on or before', 'until', 'is until'),
  ...said('on or after', 'since', 'is since'),
  ...said(
    'within last',
    'in last',
    'in the last',
    'within the last',
    'is within last',
    'is in the last',
    'last',
  ),
  ...said(
    'within next',
    'in next',
    'in the next',
    'within the next',
    'is within next',
    'is in the next',
    'next',
  ),
  ...said('not within last', 'not in last', 'not in the last', 'not within the last', 'is not in the last'),
  ...said('<', 'is <', 'less than', 'is below', 'below'),
  ...said('<=', 'is <=', 'at most', '= <', '< =', 'is less than or equal to'),
  ...said('>', 'is >', 'more than', 'greater than', 'is greater than', 'is above', 'above'),
  ...said('>=', 'is >=', 'at least', '= >', '> =', 'is greater than or equal to'),
])

function said(text: string, ...phrases: string[]): [string, string][] {
  return phrases.map(phrase => [phrase, text])
}

const DENIED = /^(?:does not|not|is not) ((?:contain|start|end)s?(?: with)?|between|before|after)\b/

/**
 * What the words after a key were meant to be, when they are known for that or spelt almost like an operator;
 * undefined otherwise. `words` are in lower case, as far as an operator could reach.
 */
export function operatorMeant(words: readonly string[]): OperatorMeant | undefined {
  return deniedOperator(words) ?? saidOperator(words) ?? nearOperator(words)
}

/** `does not contain`: a denial stands before the key. */
export function deniedOperator(words: readonly string[]): OperatorMeant | undefined {
  const [phrase, verb = ''] = DENIED.exec(words.join(' ')) ?? []
  if (phrase === undefined) return undefined
  const operator = verb.replace(/^(contain|start|end)(?!s)/, '$1s')
  return {
    said: phrase.split(' '),
    hint: `Say it the other way round: not … ${operator} …, with “not” before the tag key.`,
  }
}

export function saidOperator(words: readonly string[]): OperatorMeant | undefined {
  for (let count = Math.min(words.length, 7); count > 0; count--) {
    const phrase = words.slice(0, count)
    const meant = SAID.get(phrase.join(' '))
    if (meant !== undefined && meant !== phrase.join(' ')) return instead(phrase, meant)
  }
  return undefined
}

/** `Badge is empty`: a value that is rather an operator without one, where there is no such value. */
export function valuelessOperator(op: Operator, value: string): string | undefined {
  const meant = SAID.get(`${OPERATORS[op].text} ${value.toLowerCase()}`)
  return meant === OPERATORS.missing.text || meant === OPERATORS.exists.text ? meant : undefined
}

function nearOperator(words: readonly string[]): OperatorMeant | undefined {
  for (let count = Math.min(words.length, 3); count > 0; count--) {
    const phrase = words.slice(0, count)
    const near = nearest(
      phrase.join(' '),
      TEXTS.filter(text => text.split(' ').length === count),
    )
    if (near !== undefined) return instead(phrase, near)
  }
  // Of two letters nothing counts as near, but there is only one operator they can be.
  const [word = ''] = words
  return word.length === 2 && distance(word, 'is', 1) !== undefined ? instead([word], 'is') : undefined
}

function instead(phrase: readonly string[], meant: string): OperatorMeant {
  const hint = `Did you mean “${meant}”?`
  return phrase.length === 1 ? { said: phrase, hint, suggestion: meant } : { said: phrase, hint }
}
