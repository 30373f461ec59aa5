import { parsePlaced } from './parse.ts'
import { type PlaceInText, placeInText } from './parser.ts'
import { type BoundRule, groupOf, type Rule } from './rule.ts'

/**
 * Where a rule's text first refers to a segment itself; undefined when it does not. `bound` is the rule of the text, which
 * is what knows the segment under whatever name the text calls it.
 */
export function placeOfSegment(text: string, bound: BoundRule, segmentId: number): PlaceInText | undefined {
  const read = parsePlaced(text)
  if ('error' in read) return undefined
  const leaf = leafOf(read.rule, bound, segmentId)
  const place = leaf && read.places.get(leaf)
  return place && placeInText(text, place.name)
}

/** Binding keeps a rule's groups and their order. */
function leafOf(rule: Rule, bound: BoundRule, segmentId: number): Rule | undefined {
  if ('segmentId' in bound) return bound.segmentId === segmentId ? rule : undefined
  const parts = groupOf(rule)?.rules ?? []
  for (const [index, part] of (groupOf(bound)?.rules ?? []).entries()) {
    const inner = parts[index]
    const leaf = inner && leafOf(inner, part, segmentId)
    if (leaf) return leaf
  }
  return undefined
}
