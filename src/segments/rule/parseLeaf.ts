import { fold } from '../../tags/fold.ts'
import { checkValues } from './checkValues.ts'
import { type Found, lookUpKey, lookUpSegment, lookUpTag, suggest } from './lookUp.ts'
import { deniedOperator, operatorMeant, saidOperator } from './operatorMeant.ts'
import { accept, advance, fail, isWord, type Parser, show } from './parser.ts'
import { type Condition, OPERATOR_NAMES, OPERATORS, type Operator, type SegmentRef } from './rule.ts'
import { nextToken, quote, type Token } from './words.ts'

type Spelling = { op: Operator; words: readonly string[] }

const SPELLINGS: readonly Spelling[] = [
  ...OPERATOR_NAMES.map(op => ({ op, words: OPERATORS[op].text.split(' ') })),
  { op: 'is', words: ['='] },
  { op: 'isNot', words: ['!='] },
]

/** A condition, or `in segment …`. Notes a mistake in the parser and answers undefined otherwise. */
export function parseLeaf(parser: Parser): Condition | SegmentRef | undefined {
  if (isWord(parser.token, 'in')) return parseSegment(parser)
  const key = parseName(parser, 'a tag key', ['and', 'or', 'in'])
  if (!key) return undefined
  const operator = parser.token
  const op = parseOperator(parser, key)
  if (!op || refusesSaid(parser, op, key, operator)) return undefined
  const at = parser.token.at
  const tokens = parseValues(parser, op)
  if (!tokens) return undefined
  const values = tokens.map(token => token.text)
  const [wrong] = checkValues(op, values)
  if (wrong) return fail(parser, tokens[wrong.index ?? 0]?.at ?? at, wrong.message)
  if (!knowsNames(parser, key, op, tokens)) return undefined
  const condition = values.length === 0 ? { key: key.text, op } : { key: key.text, op, values }
  return placed(parser, condition, key.at, tokens)
}

function placed<Leaf extends Condition | SegmentRef>(
  parser: Parser,
  leaf: Leaf,
  name: number,
  values: readonly Token[] = [],
): Leaf {
  parser.places.set(leaf, { name, values: values.map(token => token.at) })
  return leaf
}

function parseSegment(parser: Parser): SegmentRef | undefined {
  advance(parser)
  if (!accept(parser, 'segment')) {
    return fail(
      parser,
      parser.token.at,
      'After “in” comes “segment” and its name. A tag key of that name stands in quotes: "in".',
    )
  }
  const { token } = parser
  if (token.kind === 'id') {
    advance(parser)
    const segment = Number(token.text)
    if (segment === 0 || !Number.isSafeInteger(segment))
      return fail(parser, token.at, 'No segment has this number.')
    const isFound = isKnown(parser, token, dictionary => lookUpSegment(dictionary, segment))
    return isFound ? placed(parser, { segment }, token.at) : undefined
  }
  const name = parseName(parser, 'the name of a segment, or # and its id', ['and', 'or'])
  if (!name) return undefined
  const isFound = isKnown(parser, name, lookUpSegment)
  return isFound ? placed(parser, { segment: name.text }, name.at) : undefined
}

/** A word or quoted text. `mistakable` are keywords that more likely mean that a name was forgotten. */
function parseName(parser: Parser, what: string, mistakable: readonly string[]): Token | undefined {
  const { token } = parser
  const isMistaken = mistakable.some(word => isWord(token, word))
  if ((token.kind !== 'word' && token.kind !== 'quoted') || isMistaken) {
    const hint = isMistaken ? ` If ${show(token)} is the name, put it in quotes.` : ''
    return fail(parser, token.at, `Expected ${what}, not ${show(token)}.${hint}`)
  }
  if (fold(token.text) === '') return fail(parser, token.at, `Expected ${what}; this is blank.`)
  return advance(parser)
}

/**
 * Takes the longest operator that fits; none needs a step back, as no operator begins with another one and a
 * value.
 */
function parseOperator(parser: Parser, key: Token): Operator | undefined {
  const { token } = parser
  let fitting: readonly Spelling[] = SPELLINGS
  for (let index = 0; ; index++) {
    const longer = fitting.filter(({ words }) => isWord(parser.token, words[index] ?? ''))
    if (longer.length === 0) {
      const whole = fitting.find(({ words }) => words.length === index)
      return whole?.op ?? failOperator(parser, key, token)
    }
    fitting = longer
    advance(parser)
  }
}

function failOperator(parser: Parser, key: Token, at: Token): undefined {
  const said = wordsFrom(parser.text, at.at)
  const denied = deniedOperator(said)
  if (denied) return fail(parser, at.at, notOperator(key, denied))
  const words = [key.text]
  while (isNameWord(parser.token) && !startsOperator(parser.token) && words.length < 8) {
    words.push(advance(parser).text)
  }
  if (words.length > 1 && startsOperator(parser.token)) {
    const quoted = quote(words.join(' '))
    return fail(parser, key.at, `Put a tag key of several words in quotes: ${quoted}.`, quoted)
  }
  const meant = operatorMeant(said)
  if (meant) return fail(parser, at.at, notOperator(key, meant), meant.suggestion)
  const texts = OPERATOR_NAMES.map(op => OPERATORS[op].text)
  return fail(
    parser,
    at.at,
    `Expected an operator after ${show(key)}, not ${show(at)}. Use one of: ${texts.join(', ')}.`,
  )
}

function notOperator(key: Token, { said, hint }: { said: readonly string[]; hint: string }): string {
  const written = said.join(' ').replace('= =', '==').replace('< >', '<>')
  return `Expected an operator after ${show(key)}, not “${written}”. ${hint}`
}

/**
 * `"Hire Date" is before 2024-01-01` reads as the value “before” with something behind it. Nothing may stand there, so
 * this is never a rule, and what was meant is the better thing to say.
 */
function refusesSaid(parser: Parser, op: Operator, key: Token, operator: Token): boolean {
  const said = wordsFrom(parser.text, operator.at)
  const meant = deniedOperator(said) ?? saidOperator(said)
  const shortest = OPERATORS[op].text.split(' ').length
  if (!meant || meant.said.length <= shortest) return false
  if (!isFollowed(parser.text, operator.at, meant.said.length)) return false
  fail(parser, operator.at, notOperator(key, meant), meant.suggestion)
  return true
}

/** Whether a value, or a list of them, stands behind so many words. */
function isFollowed(text: string, at: number, words: number): boolean {
  let end = at
  for (let index = 0; index < words; index++) {
    const next = nextToken(text, end)
    if (!('end' in next)) return false
    end = next.end
  }
  const next = nextToken(text, end)
  if (!('end' in next)) return false
  return isNameWord(next.token) || next.token.kind === 'quoted' || isWord(next.token, '(')
}

/** The words and signs from here on, in lower case, as far as an operator could reach. */
function wordsFrom(text: string, at: number): string[] {
  const words: string[] = []
  let next = nextToken(text, at)
  while ('end' in next && (next.token.kind === 'word' || next.token.kind === 'sign') && words.length < 7) {
    words.push(next.token.text.toLowerCase())
    next = nextToken(text, next.end)
  }
  return words
}

/** Whether a token may be a further word of a name that lacks its quotes. */
function isNameWord(token: Token): boolean {
  return token.kind === 'word' && !isWord(token, 'and') && !isWord(token, 'or')
}

/** Whether an operator may begin with this word or sign. */
export function startsOperator(token: Token): boolean {
  return SPELLINGS.some(({ words: [first = ''] }) => isWord(token, first))
}

function parseValues(parser: Parser, op: Operator): Token[] | undefined {
  const { arity, takes, text } = OPERATORS[op]
  if (arity === 'none') return []
  if (takes === 'span') return parseSpan(parser)
  const values: Token[] = []
  const isList = arity === 'many' && accept(parser, '(')
  do {
    const value = parseName(parser, `a value after “${text}”`, ['and', 'or', 'not'])
    if (!value) return undefined
    values.push(value)
  } while (isList ? accept(parser, ',') : arity === 'two' && values.length < 2 && accept(parser, 'and'))
  if (isList && !accept(parser, ')')) {
    return fail(
      parser,
      parser.token.at,
      `Expected “,” or “)” in the list of values, not ${show(parser.token)}. A value of several words stands in quotes.`,
    )
  }
  return values
}

/**
 * `90 days` is the value "90 days" though it is two words; any other spelling of a span is in quotes, and
 * kept.
 */
function parseSpan(parser: Parser): Token[] | undefined {
  const count = parseName(parser, 'a span like 90 days', ['and', 'or', 'not'])
  if (!count) return undefined
  if (count.kind === 'quoted' || parser.token.kind !== 'word') return [count]
  return [{ ...count, text: `${count.text} ${advance(parser).text.toLowerCase()}` }]
}

function knowsNames(parser: Parser, key: Token, op: Operator, values: readonly Token[]): boolean {
  const { dictionary } = parser
  if (!dictionary) return true
  const found = lookUpKey(dictionary, key.text)
  if (!('found' in found)) return isKnown(parser, key, () => found)
  if (OPERATORS[op].takes !== 'tags') return true
  const only = values.length === 1 ? op : undefined
  return values.every(value =>
    isKnown(parser, value, (_, name) => lookUpTag(dictionary, found.found, name, only)),
  )
}

function isKnown(
  parser: Parser,
  token: Token,
  lookUp: (dictionary: NonNullable<Parser['dictionary']>, name: string) => Found<unknown>,
): boolean {
  const { dictionary } = parser
  if (!dictionary) return true
  const answer = lookUp(dictionary, token.text)
  if ('found' in answer) return true
  const whole = unquotedFrom(parser, token)
  if (whole !== undefined && 'found' in lookUp(dictionary, whole)) {
    const quoted = quote(whole)
    fail(parser, token.at, `Put a name of several words in quotes: ${quoted}.`, quoted)
    return false
  }
  const { message, suggestion } = suggest(answer)
  fail(parser, token.at, message, suggestion)
  return false
}

/** The name that a bare word and those behind it would be in quotes: people write `Location is New York`. */
function unquotedFrom({ text, token: next }: Parser, token: Token): string | undefined {
  if (token.kind !== 'word' || !isNameWord(next)) return undefined
  const words = [token.text]
  for (let word = next, end = next.at; isNameWord(word) && words.length < 8; ) {
    words.push(word.text)
    const after = nextToken(text, end + word.text.length)
    if (!('end' in after)) break
    word = after.token
    end = after.token.at
  }
  return words.join(' ')
}
