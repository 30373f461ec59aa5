import { diffArrays } from 'diff'

export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** A quoted name stays whole, and a sign is a word of its own; the space behind each belongs to it. */
const WORD = /(?:"(?:[^"\\]|\\.)*"|[(),]|[^\s(),"]+|.)\s*/gsu

/** What two texts of a rule have in common and in what they differ, word by word, in reading order: what went before what came. */
export function textDiff(before: string, after: string): DiffPart[] {
  const words = (text: string) => text.match(WORD) ?? []
  const found = diffArrays(words(before), words(after), {
    comparator: (one, other) => one.trim() === other.trim(),
  })
  return found.map(({ value, added, removed }, at) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: apart(value.join(''), found[at + 1]?.value[0]),
  }))
}

/** What was the end of one text may stand before something of the other. */
function apart(text: string, next: string | undefined): string {
  const isOpen = next === undefined || /^[),]/.test(next) || /[\s(]$/.test(text)
  return isOpen ? text : `${text} `
}
