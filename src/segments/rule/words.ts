/**
 * The words of the text language, shared by `parse` and `print`, so that what is written bare is always read
 * bare.
 */

/**
 * What may stand without quotes. A run of letters and digits of any script, and the signs common inside
 * names.
 */
const WORD = /[\p{L}\p{N}_+-][\p{L}\p{N}\p{M}_.@&+/'’%$€-]*/uy
const NUMBERED = /#\d+/y
const SIGN = /<=|>=|!=|[<>=(),]/y
const SPACE = /[\s\u200b\u2060]+/y
// Word processors turn straight quotes into these.
const QUOTES = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
])
// Not read as quotes: an apostrophe is part of many a name.
const SINGLE_QUOTES = new Set(["'", '‘', '’', '`'])
const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
  ['”', '”'],
  ['“', '“'],
])

/** Quoted by `print` wherever it stands; `parse` minds fewer, see there. */
const KEYWORDS = new Set(
  `and or not all any none in is has exists missing contains starts ends with before after on within last next
   between segment`.split(/\s+/),
)

/** `at` is the offset in the text, in UTF-16 units. `text` is what is meant: without quotes, escapes read. */
export type Token = {
  kind: 'word' | 'quoted' | 'id' | 'sign' | 'end'
  text: string
  at: number
}

/**
 * The token at or after `from` and where it ends, or the place and sentence of what cannot be read. Reads one
 * at a time, so that a long text with an early mistake costs little.
 */
export function nextToken(
  text: string,
  from: number,
): { token: Token; end: number } | { at: number; message: string } {
  const at = from + (match(SPACE, text, from)?.length ?? 0)
  const first = text[at]
  if (first === undefined) return { token: { kind: 'end', text: '', at }, end: at }
  const close = QUOTES.get(first)
  if (close !== undefined) return readQuoted(text, at, close)
  const word = match(WORD, text, at)
  if (word !== undefined) return { token: { kind: 'word', text: word, at }, end: at + word.length }
  const sign = match(SIGN, text, at)
  if (sign !== undefined) return { token: { kind: 'sign', text: sign, at }, end: at + sign.length }
  const id = match(NUMBERED, text, at)
  if (id !== undefined) return { token: { kind: 'id', text: id.slice(1), at }, end: at + id.length }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (SINGLE_QUOTES.has(character)) return { at, message: 'Names stand in double quotes: "New York".' }
  return { at, message: `“${character}” cannot stand here: put the whole name in quotes.` }
}

function readQuoted(text: string, at: number, close: string): ReturnType<typeof nextToken> {
  let meant = ''
  for (let index = at + 1; index < text.length; index++) {
    const character = text[index] ?? ''
    if (character === close) return { token: { kind: 'quoted', text: meant, at }, end: index + 1 }
    if (character !== '\\') {
      meant += character
      continue
    }
    const [all, code] = /\\u\{([0-9a-f]{1,6})\}/iy.exec(text.slice(index, index + 10)) ?? []
    const escaped = ESCAPES.get(text[index + 1] ?? '')
    if (all !== undefined && code !== undefined && Number.parseInt(code, 16) <= 0x10ffff) {
      meant += String.fromCodePoint(Number.parseInt(code, 16))
      index += all.length - 1
    } else if (escaped !== undefined) {
      meant += escaped
      index += 1
    } else return { at: index, message: 'Write \\\\ for a backslash inside quotes.' }
  }
  return { at, message: 'This quote is never closed.' }
}

/** A name or value as `parse` reads it back: bare where that is safe, else in quotes. */
export function quote(text: string): string {
  const isBare = match(WORD, text, 0) === text && !KEYWORDS.has(text.toLowerCase())
  return isBare ? text : `"${text.replace(MUST_ESCAPE, escapeCharacter)}"`
}

// What would end the text or be invisible in it: controls, line ends and lone surrogates, which many channels
// would change.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is to be escaped here
const MUST_ESCAPE = /["\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu

function escapeCharacter(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

function match(pattern: RegExp, text: string, from: number): string | undefined {
  pattern.lastIndex = from
  return pattern.exec(text)?.[0]
}
