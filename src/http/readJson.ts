import { storable } from './storable.ts'

/** Far deeper than anything a contract takes (a rule at its own limit needs 66), far below what a stack bears. */
const MAX_JSON_DEPTH = 400

export class UnreadableJson extends Error {
  override name = 'UnreadableJson'
  statusCode = 400
}

/**
 * JSON of a request body. JSON.parse itself bears any depth, but what comes after it (validation, logs, JSON.stringify)
 * is recursive, so a body nested without end is refused by counting brackets before anything is built.
 */
export function readJson(text: string): unknown {
  if (text.trim() === '') return undefined
  if (depthExceeds(text, MAX_JSON_DEPTH)) {
    throw new UnreadableJson(`The JSON is nested more than ${MAX_JSON_DEPTH} levels deep.`)
  }
  try {
    const value: unknown = JSON.parse(text)
    return NEEDS_LOOKING_AT.test(text) ? storable(value) : value
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UnreadableJson(`The body is not valid JSON: ${why}`)
  }
}

/** Zero characters and halves of surrogate pairs, which JSON can write and no database keeps. */
const NEEDS_LOOKING_AT = /\\u(?:0000|d[89a-f])/i

const QUOTE = 34
const BACKSLASH = 92

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(text, at + 1)
    } else if (code === 91 || code === 123) {
      if (++depth > limit) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}

function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
}
