import { fold } from '../../tags/fold.ts'
import { checkValues } from './checkValues.ts'
import { type Found, lookUpKey, lookUpSegment, lookUpTag, suggest } from './lookUp.ts'
import { nearest } from './nearest.ts'
import { accept, advance, fail, isWord, type Parser, show } from './parser.ts'
import { type Condition, OPERATOR_NAMES, OPERATORS, type Operator, type SegmentRef } from './rule.ts'
import { quote, type Token } from './words.ts'

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
  const op = parseOperator(parser, key)
  if (!op) return undefined
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
  const isFound = isKnown(parser, name, dictionary => lookUpSegment(dictionary, name.text))
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
  const texts = OPERATOR_NAMES.map(op => OPERATORS[op].text)
  const words = [key.text]
  while (parser.token.kind === 'word' && !startsOperator(parser.token) && words.length < 8) {
    words.push(advance(parser).text)
  }
  if (words.length > 1 && startsOperator(parser.token)) {
    const quoted = quote(words.join(' '))
    return fail(parser, key.at, `Put a tag key of several words in quotes: ${quoted}.`, quoted)
  }
  const near = at.kind === 'word' ? nearest(at.text, texts) : undefined
  return fail(
    parser,
    at.at,
    `Expected an operator after ${show(key)}, not ${show(at)}. Use one of: ${texts.join(', ')}.`,
    near,
  )
}

function startsOperator(token: Token): boolean {
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
  return values.every(value => isKnown(parser, value, () => lookUpTag(dictionary, found.found, value.text)))
}

function isKnown(
  parser: Parser,
  token: Token,
  lookUp: (dictionary: NonNullable<Parser['dictionary']>) => Found<unknown>,
): boolean {
  if (!parser.dictionary) return true
  const answer = lookUp(parser.dictionary)
  if ('found' in answer) return true
  const { message, suggestion } = suggest(answer)
  fail(parser, token.at, message, suggestion)
  return false
}
