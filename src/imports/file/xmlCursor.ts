/**
 * Goes through XML from tag to tag without building a tree: sheets have millions of tags. The source is the bytes as
 * Latin-1, one character per byte, and only text that is asked for is decoded from UTF-8. Prefixes of names are left
 * out (`x:row` is `row`), comments and processing instructions skipped, and a document type is a reason to stop: it
 * brings entities, which workbooks do not have and attacks do.
 */
export type XmlCursor = {
  source: string
  /** Just behind the current tag. */
  position: number
  name: string
  closing: boolean
  /** `<a/>`: no closing tag follows. */
  empty: boolean
  attributesStart: number
  attributesEnd: number
  /** The character data between the previous tag and this one, undecoded. */
  textStart: number
  textEnd: number
  broken: boolean
}

// V8 ends strings at 512 MB. Parts end before, but what was UTF-16 may grow.
const LONGEST = 508 * 1024 * 1024

export function xmlCursor(bytes: Buffer): XmlCursor {
  const utf8 = asUtf8(bytes)
  const isTooLong = utf8.length > LONGEST
  return {
    source: isTooLong ? '' : utf8.toString('latin1'),
    position: 0,
    name: '',
    closing: false,
    empty: false,
    attributesStart: 0,
    attributesEnd: 0,
    textStart: 0,
    textEnd: 0,
    broken: isTooLong,
  }
}

function asUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString('utf16le', 2))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(
      Buffer.from(bytes.subarray(2, bytes.length & ~1))
        .swap16()
        .toString('utf16le'),
    )
  }
  return bytes
}

const SLASH = 47
const COLON = 58
const GREATER = 62
const BANG = 33
const EQUALS = 61
const QUESTION = 63

/** Moves to the next tag; false at the end, or where the XML is `broken`. */
export function nextTag(xml: XmlCursor): boolean {
  const { source } = xml
  xml.textStart = xml.position
  let open = source.indexOf('<', xml.position)
  for (;;) {
    if (open === -1) return false
    const code = source.charCodeAt(open + 1)
    if (code !== BANG && code !== QUESTION) break
    const end = skipped(source, open, code)
    if (end === -1) return breakOff(xml)
    open = source.indexOf('<', end)
  }
  xml.textEnd = open
  let at = open + 1
  xml.closing = source.charCodeAt(at) === SLASH
  if (xml.closing) at++
  let nameStart = at
  let code = source.charCodeAt(at)
  while (code > 32 && code !== GREATER && code !== SLASH) {
    if (code === COLON) nameStart = at + 1
    code = source.charCodeAt(++at)
  }
  xml.name = source.slice(nameStart, at)
  xml.attributesStart = at
  // A > may stand inside an attribute's quotes.
  while (code !== GREATER) {
    if (code === 34 || code === 39) {
      at = source.indexOf(code === 34 ? '"' : "'", at + 1)
      if (at === -1) return breakOff(xml)
    }
    code = source.charCodeAt(++at)
    if (Number.isNaN(code)) return breakOff(xml)
  }
  xml.empty = source.charCodeAt(at - 1) === SLASH
  xml.attributesEnd = at
  xml.position = at + 1
  return true
}

/** Where a comment, CDATA section or processing instruction ends; -1 when it does not, or is a document type. */
function skipped(source: string, open: number, code: number): number {
  if (code === QUESTION) return source.indexOf('?>', open)
  if (source.startsWith('<!--', open)) return source.indexOf('-->', open)
  return source.startsWith('<![CDATA[', open) ? source.indexOf(']]>', open) : -1
}

function breakOff(xml: XmlCursor): false {
  xml.broken = true
  return false
}

export function attribute(xml: XmlCursor, wanted: string): string | undefined {
  const { source, attributesEnd } = xml
  let at = xml.attributesStart
  while (at < attributesEnd) {
    while (at < attributesEnd && source.charCodeAt(at) <= 32) at++
    // Never beyond the tag: `indexOf` would look through the whole sheet for each of a million odd cells.
    const equals = find(source, EQUALS, at, attributesEnd)
    let quote = equals + 1
    while (quote < attributesEnd && source.charCodeAt(quote) <= 32) quote++
    const end = find(source, source.charCodeAt(quote), quote + 1, attributesEnd)
    if (end >= attributesEnd) return undefined
    if (isNamed(source, at, equals, wanted)) return decode(source.slice(quote + 1, end))
    at = end + 1
  }
  return undefined
}

/** Where the character stands, or `limit`. */
function find(source: string, code: number, from: number, limit: number): number {
  let at = from
  while (at < limit && source.charCodeAt(at) !== code) at++
  return at
}

/** `r:id` is also asked for as `id`: prefixes are the writer's choice. */
function isNamed(source: string, start: number, equals: number, wanted: string): boolean {
  const length = wanted.length
  let end = equals
  while (source.charCodeAt(end - 1) <= 32) end--
  if (!source.startsWith(wanted, end - length)) return false
  return end - length === start || (end - length > start && source.charCodeAt(end - length - 1) === COLON)
}

/** The character data before the current tag, decoded. */
export function textBefore(xml: XmlCursor): string {
  const raw = xml.source.slice(xml.textStart, xml.textEnd)
  // Far longer than any cell may be, however its characters are written: it is refused by its length, in one piece.
  if (!raw.includes('<') || raw.length > LONGEST_TEXT) return decode(raw)
  return raw
    .split(/(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)/s)
    .map(piece =>
      piece.startsWith('<![CDATA[') ? utf8(piece.slice(9, -3)) : piece.startsWith('<') ? '' : decode(piece),
    )
    .join('')
}

const LONGEST_TEXT = 1_000_000

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(raw: string): string {
  const text = utf8(raw)
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return NAMED[entity] ?? whole
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function utf8(raw: string): string {
  for (let at = 0; at < raw.length; at++) {
    if (raw.charCodeAt(at) > 127) return Buffer.from(raw, 'latin1').toString('utf8')
  }
  return raw
}
