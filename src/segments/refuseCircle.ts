import { type Draft, dictionaryOfDraft } from '../changes/draft.ts'
import { Invalid } from '../errors.ts'
import { atPlace } from './readBody.ts'
import { findCircle } from './rule/findCircle.ts'
import { placeOfSegment } from './rule/placeOfSegment.ts'
import type { BoundRule } from './rule/rule.ts'

/** Of a longer circle the middle is left out: what is to be mended stands at its ends. */
const MOST_NAMED = 20

/** The names of a circle, first and last the same. */
function namesOf(draft: Draft, circle: readonly number[], id: number, name: string): string[] {
  const dictionary = dictionaryOfDraft(draft)
  return [...circle, ...circle.slice(0, 1)].map(
    each => (each === id ? name : undefined) ?? dictionary.segmentById(each)?.name ?? `#${each}`,
  )
}

export function circleSentence(names: readonly string[]): string {
  if (names.length === 2) return `“${names[0]}” cannot be in its own rule: take it out there.`
  const steps = names.map(name => `“${name}”`)
  const hidden = steps.length - MOST_NAMED
  if (hidden > 1) steps.splice(MOST_NAMED / 2, hidden, `${hidden.toLocaleString('en')} more`)
  const way = steps.join(' → ')
  return `These segments would go round in a circle: ${way}. Take one of them out of the other’s rule.`
}

/**
 * Throws Invalid with the circle spelt out. Asked under the workspace's lock, so that the two halves of a circle cannot
 * be saved by two people at once.
 */
export function refuseCircle(
  draft: Draft,
  id: number,
  bound: BoundRule,
  { name, text }: { name: string; text: string | undefined },
): void {
  const circle = findCircle(id, bound, other => ruleOf(draft, other))
  if (!circle) return
  const sentence = circleSentence(namesOf(draft, circle, id, name))
  // What closes the circle is the reference that leads into it.
  const place = text === undefined ? undefined : placeOfSegment(text, bound, circle[1] ?? id)
  const message = place ? atPlace(place, sentence) : sentence
  throw new Invalid(message, [{ path: text === undefined ? 'rule' : 'text', message }])
}

function ruleOf(draft: Draft, id: number): BoundRule | undefined {
  const write = draft.segments.get(id)
  if (!write) return draft.roster.segments.get(id)?.rule
  return write.after ? (JSON.parse(write.after.rule) as BoundRule) : undefined
}
