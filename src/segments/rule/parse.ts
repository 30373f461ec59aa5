import { parseLeaf, startsOperator } from './parseLeaf.ts'
import {
  accept,
  advance,
  fail,
  isWord,
  type LeafPlace,
  type ParseError,
  type Parser,
  show,
  startParser,
} from './parser.ts'
import { type Dictionary, MAX_DEPTH, MAX_NODES, NEEDS_TAG, type Rule } from './rule.ts'
import { nextToken, quote, type Token } from './words.ts'

/** A rule read so far, how deep it is, and where it began. */
type Parsed = { rule: Rule; depth: number; at: number }

/**
 * Reads the text language; `print` writes it, and `parse(print(rule))` is the same rule again, structure
 * included.
 *
 *     rule      = part { "or" part }                    any; "and" binds tighter than "or"
 *     part      = factor { "and" factor }               all
 *     factor    = "not" factor                          none of one
 *               | ("all"|"any"|"none") "(" rule { "," rule } ")"
 *               | "(" rule ")"                          groups, adds nothing of its own
 *               | "in" "segment" ( name | "#" id )
 *               | condition
 *     condition = name ( "is" | "is not" | "has all" | "contains" | "starts with" | "ends with" ) values
 *               | name ( "exists" | "missing" )
 *               | name ( "before" | "after" | "on or before" | "on or after" | "<" | "<=" | ">" | ">=" ) name
 *               | name ( "within last" | "within next" | "not within last" ) ( number unit | quoted )
 *               | name "between" name "and" name
 *     values    = name | "(" name { "," name } ")"
 *     name      = word | quoted
 *
 * `=` and `!=` read as `is` and `is not`. A word begins with a letter, a digit, `_`, `+` or `-`; anything
 * else, and every name of several words, stands in quotes, where `\"`, `\\`, `\n`, `\r`, `\t` and `\u{1f600}`
 * are understood. Keywords are read in any case; as names they must be quoted only where they could be
 * mistaken (a key `all`, a value `or`). `A and B` is one `all` of two, `A and (B and C)` an `all` inside an
 * `all`; a group of one is only written as `all (A)`, `any (A)` or `not A`.
 *
 * Answers the first mistake with its line and column. With a dictionary, names it does not know are mistakes
 * too, with the nearest name as `suggestion`. The limits of `readRule` hold here as well, and what is
 * answered always passes it.
 */
export function parse(text: string, dictionary?: Dictionary): { rule: Rule } | { error: ParseError } {
  const answer = parsePlaced(text, dictionary)
  return 'rule' in answer ? { rule: answer.rule } : answer
}

/** As `parse`, and where each condition and segment of the rule stands in the text, by the very objects in it. */
export function parsePlaced(
  text: string,
  dictionary?: Dictionary,
): { rule: Rule; places: ReadonlyMap<Rule, LeafPlace> } | { error: ParseError } {
  const parser = startParser(text, dictionary)
  if (parser.token.kind === 'end') fail(parser, 0, NEEDS_TAG)
  const parsed = parseRule(parser)
  if (parsed && parser.token.kind !== 'end') failMore(parser, '“and” or “or”')
  if (parser.error) return { error: parser.error }
  // Without a mistake there is always a rule; the types cannot say so.
  return parsed
    ? { rule: parsed.rule, places: parser.places }
    : { error: { line: 1, column: 1, message: NEEDS_TAG } }
}

function parseRule(parser: Parser): Parsed | undefined {
  return parseChain(parser, 'or', () => parseChain(parser, 'and', () => parseFactor(parser)))
}

function parseChain(
  parser: Parser,
  word: 'and' | 'or',
  parseOne: () => Parsed | undefined,
): Parsed | undefined {
  const first = parseOne()
  const parts = [first]
  while (accept(parser, word)) parts.push(parseOne())
  if (parts.length === 1) return first
  return group(parser, word === 'and' ? 'all' : 'any', parts)
}

function parseFactor(parser: Parser): Parsed | undefined {
  const { token } = parser
  const isGroup = isWord(token, 'all') || isWord(token, 'any') || isWord(token, 'none')
  if (!isGroup && !isWord(token, 'not') && !isWord(token, '(')) {
    const rule = parseLeaf(parser)
    return rule && count(parser, { rule, depth: 1, at: token.at })
  }
  if (parser.nesting >= MAX_DEPTH) return fail(parser, token.at, TOO_DEEP)
  parser.nesting += 1
  const parsed = isGroup
    ? parseGroup(parser)
    : accept(parser, 'not')
      ? parseNot(parser, token)
      : parseParens(parser)
  parser.nesting -= 1
  return parsed && { ...parsed, at: token.at }
}

function parseNot(parser: Parser, not: Token): Parsed | undefined {
  const inner = parseFactor(parser)
  return inner && group(parser, 'none', [{ ...inner, at: not.at }])
}

function parseParens(parser: Parser): Parsed | undefined {
  advance(parser)
  const inner = parseRule(parser)
  if (inner && !accept(parser, ')')) return failMore(parser, '“and”, “or” or “)”')
  return inner
}

function parseGroup(parser: Parser): Parsed | undefined {
  const word = advance(parser)
  if (!accept(parser, '(')) {
    return fail(
      parser,
      word.at,
      `After ${show(word)} comes “(” and a list of conditions. A tag key of that name stands in quotes.`,
      `"${word.text}"`,
    )
  }
  const parts = [parseRule(parser)]
  while (accept(parser, ',')) parts.push(parseRule(parser))
  if (!accept(parser, ')')) return failMore(parser, '“,” or “)”')
  return group(parser, isWord(word, 'all') ? 'all' : isWord(word, 'any') ? 'any' : 'none', parts)
}

function group(
  parser: Parser,
  kind: 'all' | 'any' | 'none',
  parts: readonly (Parsed | undefined)[],
): Parsed | undefined {
  const read = parts.filter(part => part !== undefined)
  const [first] = read
  if (!first || read.length < parts.length) return undefined
  const rules = read.map(part => part.rule)
  const depth = 1 + Math.max(...read.map(part => part.depth))
  if (depth > MAX_DEPTH) return fail(parser, first.at, TOO_DEEP)
  const rule = kind === 'all' ? { all: rules } : kind === 'any' ? { any: rules } : { none: rules }
  return count(parser, { rule, depth, at: first.at })
}

const TOO_DEEP = `A rule may be ${MAX_DEPTH} levels deep and this goes deeper: make a segment of the inner part and name it here.`

function count(parser: Parser, parsed: Parsed): Parsed | undefined {
  parser.nodes += 1
  if (parser.nodes <= MAX_NODES) return parsed
  return fail(
    parser,
    parsed.at,
    `A rule may have ${MAX_NODES.toLocaleString('en')} conditions and groups and this has more: use one condition with several values, or split it into segments.`,
  )
}

/** People forget the quotes of `Location is New York`, so words that follow words get that hint. */
function failMore(parser: Parser, wanted: string): undefined {
  const { token } = parser
  const before = parser.text.slice(0, token.at)
  const [last] = /[\p{L}\p{N}]+(?=\s+$)/u.exec(before.slice(-200)) ?? []
  const message = `Expected ${wanted}, not ${show(token)}.`
  const words = last === undefined ? undefined : restOfName(parser)
  if (words === undefined) return fail(parser, token.at, message)
  const whole = quote([last, ...words].join(' '))
  const which = words.length === 1 ? 'both' : 'them all'
  return fail(
    parser,
    token.at,
    `${message} If it belongs to the name before, put ${which} in quotes: ${whole}.`,
    whole,
  )
}

const MAX_WORDS = 8

/** The bare words up to where a name may be over; undefined where something else follows, as then they rather begin a condition. */
function restOfName(parser: Parser): string[] | undefined {
  const words: string[] = []
  let { token, end } = parser
  while (token.kind === 'word' && !['and', 'or'].some(text => isWord(token, text))) {
    if (startsOperator(token)) return undefined
    words.push(token.text)
    const next = nextToken(parser.text, end)
    if (!('end' in next) || words.length > MAX_WORDS) return undefined
    token = next.token
    end = next.end
  }
  const isOver = token.kind === 'end' || ['and', 'or', ',', ')'].some(text => isWord(token, text))
  return isOver && words.length > 0 ? words : undefined
}
