import type { RuleProblem } from '../../../../src/segments/contract.ts'
import { parsePlaced } from '../../../../src/segments/rule/parse.ts'
import type { LeafPlace } from '../../../../src/segments/rule/parser.ts'
import { groupOf, type Rule } from '../../../../src/segments/rule/rule.ts'
import { nextToken, quote } from '../../../../src/segments/rule/words.ts'
import type { TextProblem } from './segmentDraft.ts'

/** No name is longer. */
const MAX_NAME = 200

/** Something wrong with a text: from where to where, why, and what would stand there instead. */
export type TextMark = {
  from: number
  to: number
  line: number
  column: number
  message: string
  /** As people read it, and as it is written into the text. */
  suggestion: { name: string; text: string } | undefined
}

/** Where the text cannot be read. */
export function markOf(text: string, { line, column, message, suggestion }: TextProblem): TextMark {
  const from =
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, 0) +
    column -
    1
  const around = suggestion === undefined ? undefined : unquotedAround(text, from, suggestion)
  return {
    from: around?.from ?? from,
    to: around?.to ?? endOfWord(text, from),
    line,
    column,
    message,
    suggestion: suggestion === undefined ? undefined : { name: inQuotes(suggestion), text: suggestion },
  }
}

/** What is wrong with a rule whose text can be read (names nobody has, circles), each at the name it is about. */
export function marksOf(text: string, problems: readonly RuleProblem[]): TextMark[] {
  if (problems.length === 0) return []
  const read = parsePlaced(text)
  if ('error' in read) return []
  return problems.map(({ path, message, suggestion }) => {
    const from = placeOfPath(read.rule, path, read.places)
    const lines = text.slice(0, from).split('\n')
    return {
      from,
      to: endOfWord(text, from),
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1,
      message,
      suggestion:
        suggestion === undefined ? undefined : { name: inQuotes(suggestion), text: quote(suggestion) },
    }
  })
}

/** Some suggestions are nothing but the quotes. */
function inQuotes(suggestion: string): string {
  return suggestion.startsWith('"') ? suggestion : `“${suggestion}”`
}

/** Paths begin inside outermost groups of one, as the builder writes rules. A path to a group leads to its first name. */
function placeOfPath(whole: Rule, path: string, places: ReadonlyMap<Rule, LeafPlace>): number {
  let node = firstOfMany(whole)
  for (const [, name = '', at] of path.matchAll(/(\w+)(?:\[(\d+)\])?/g)) {
    const child = groupOf(node)?.rules[Number(at)]
    const place = places.get(node)
    if (place && name === 'values') return place.values[Number(at ?? 0)] ?? place.name
    if (!child) break
    node = child
  }
  return places.get(firstLeaf(node))?.name ?? 0
}

function firstOfMany(rule: Rule): Rule {
  const group = groupOf(rule)
  const [only] = group?.rules ?? []
  return group && only && group.kind !== 'none' && group.rules.length === 1 ? firstOfMany(only) : rule
}

function firstLeaf(rule: Rule): Rule {
  const [first] = groupOf(rule)?.rules ?? []
  return first ? firstLeaf(first) : rule
}

function endOfWord(text: string, from: number): number {
  const next = nextToken(text, from)
  return Math.min('end' in next ? next.end : next.at + 1, text.length)
}

/** `"Job Role"` is suggested for two words that lack their quotes; the mistake is at the first or at the last of them. */
function unquotedAround(
  text: string,
  at: number,
  suggestion: string,
): { from: number; to: number } | undefined {
  const words = suggestion.replaceAll('"', '').split(/\s+/)
  for (let from = at; from >= Math.max(0, at - MAX_NAME); from--) {
    const to = endOfWords(text, from, words)
    if (to !== undefined && at < to) return { from, to }
  }
  return undefined
}

function endOfWords(text: string, from: number, words: readonly string[]): number | undefined {
  let at = from
  for (const word of words) {
    if (at > from) at += /^\s*/.exec(text.slice(at, at + MAX_NAME))?.[0].length ?? 0
    if (!text.startsWith(word, at)) return undefined
    at += word.length
  }
  return at
}

/** The text with the suggestion in place of what is wrong. */
export function mended(text: string, { from, to, suggestion }: TextMark): string {
  return suggestion ? text.slice(0, from) + suggestion.text + text.slice(to) : text
}

/** The text with what was suggested for a mistake in its place: of a text that can be read it is a name, which may need quotes. */
export function mendedAt(text: string, mistake: TextProblem & { suggestion: string }): string {
  const isName = 'rule' in parsePlaced(text)
  const suggestion = isName ? quote(mistake.suggestion) : mistake.suggestion
  return mended(text, markOf(text, { ...mistake, suggestion }))
}
