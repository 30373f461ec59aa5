import type { Dictionary, Rule } from './rule.ts'
import { nextToken, type Token } from './words.ts'

/** Line and column count from 1, columns in UTF-16 units as text fields do. */
export type PlaceInText = { line: number; column: number }

/** A mistake in the text. */
export type ParseError = PlaceInText & { message: string; suggestion?: string }

/** Where in the text a leaf's key (or segment) and each of its values begin, in UTF-16 units. */
export type LeafPlace = { name: number; values: readonly number[] }

/** Where reading stands. The one changing thing in this folder: it lives for one call of `parse`. */
export type Parser = {
  readonly text: string
  readonly dictionary: Dictionary | undefined
  /** The token to be read next, and where the one after it is looked for. */
  token: Token
  end: number
  /** The first mistake; after it the rest reads as the end of the text, so that everything returns soon. */
  error: ParseError | undefined
  nodes: number
  nesting: number
  readonly places: Map<Rule, LeafPlace>
}

/** A parser before the first token; what cannot be read at all is already noted in `error`. */
export function startParser(text: string, dictionary: Dictionary | undefined): Parser {
  const token: Token = { kind: 'end', text: '', at: 0 }
  const parser: Parser = {
    text,
    dictionary,
    token,
    end: 0,
    error: undefined,
    nodes: 0,
    nesting: 0,
    places: new Map(),
  }
  advance(parser)
  return parser
}

/** Steps over the current token and answers it. */
export function advance(parser: Parser): Token {
  const passed = parser.token
  if (parser.error) return passed
  const next = nextToken(parser.text, parser.end)
  if ('message' in next) fail(parser, next.at, next.message)
  else {
    parser.token = next.token
    parser.end = next.end
  }
  return passed
}

/** Steps over the current token if it is this word (in any case) or sign. */
export function accept(parser: Parser, text: string): boolean {
  if (!isWord(parser.token, text)) return false
  advance(parser)
  return true
}

/** Whether a token is this word of the language, or sign; what stands in quotes never is. */
export function isWord(token: Token, text: string): boolean {
  return (token.kind === 'word' || token.kind === 'sign') && token.text.toLowerCase() === text
}

/** Notes the mistake, unless there was one before; answers undefined, so that callers can return it. */
export function fail(parser: Parser, at: number, message: string, suggestion?: string): undefined {
  if (!parser.error) {
    const place = placeInText(parser.text, at)
    parser.error = suggestion === undefined ? { ...place, message } : { ...place, message, suggestion }
  }
  parser.token = { kind: 'end', text: '', at: parser.text.length }
  return undefined
}

/** The place of what begins so many UTF-16 units into the text. */
export function placeInText(text: string, at: number): PlaceInText {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** How a message names a token. */
export function show(token: Token): string {
  if (token.kind === 'end') return 'the end'
  return `“${token.text.length > 60 ? `${token.text.slice(0, 60)}…` : token.text}”`
}
