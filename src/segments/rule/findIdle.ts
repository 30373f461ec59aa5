import { type Diagram, FALSE, type Fn, TRUE } from './diagram.ts'
import { granted, type Part, wanted } from './drawRules.ts'
import { privateParts } from './privateParts.ts'

/** A part without which the rule means the same. */
export type IdlePart = {
  part: Part
  /** Of the group it stands in. */
  kind: Part['kind']
  /** Why: it says nothing whatever the rest, or one neighbour alone says as much; undefined when it takes several. */
  because: 'itself' | Part | undefined
}

/**
 * Where a part can matter: for the rule as it is, and for the rule without the idle parts found so far. A part must be
 * idle in both: of two that say the same, one is idle, not both.
 */
export type Care = { alone: Fn; together: Fn }

/** Looking for a neighbour that says as much is for the first few: there may be thousands. */
const MAX_REASONS = 20

/**
 * Parts that cannot matter, in reading order: each can be taken out, and all of them together. Of equals it is the last;
 * nothing is said of what is inside them. A part matters where its group does and all its neighbours leave it the
 * choice. A group keeps one part at least.
 */
export function findIdle(root: Part, care: Care, diagram: Diagram): IdlePart[] {
  const found = new Map<Part, IdlePart>()
  keep(root, care, { diagram, found, apart: care.alone === FALSE ? new Set() : privateParts(root, diagram) })
  return inOrder(root).flatMap(part => found.get(part) ?? [])
}

/**
 * `apart`: parts that nothing else has to do with. They are looked at by themselves and left out when the others are,
 * which keeps long rules quick; that they matter is certain as long as the rule is open and they say anything.
 */
type Search = { diagram: Diagram; found: Map<Part, IdlePart>; apart: ReadonlySet<Part> }

function inOrder(part: Part): Part[] {
  return [part, ...part.parts.flatMap(inOrder)]
}

/** What the part means without its idle parts, which are added to `found`, where it can matter. */
function keep(part: Part, care: Care, search: Search): Fn {
  const { diagram, found } = search
  const { and } = diagram
  const { kind } = part
  if (part.parts.length === 0) return part.fn
  const foundBefore = found.size
  const [own, parts] = partition(part.parts, search)
  const ownMeans = own.map(child => keep(child, { alone: TRUE, together: TRUE }, search))
  const wants = parts.map(each => wanted(kind, each.fn, diagram))
  const alone = othersOf(wants, diagram).map(others => and(care.alone, others))
  const kept = dropIdle({ kind, parts, own: own.length }, { ...care, wants, aloneAt: alone }, search)
  // Only now what is inside them: where a whole part can go, nobody needs to hear of a piece of another.
  const before = productsBefore(
    kept.map(at => wants[at] ?? TRUE),
    diagram,
  )
  let after = TRUE
  for (const [place, at] of [...kept.entries()].reverse()) {
    const child = parts[at]
    const together = and(and(care.together, before[place] ?? TRUE), after)
    const means = child ? keep(child, { alone: alone[at] ?? TRUE, together }, search) : TRUE
    after = and(wanted(kind, means, diagram), after)
  }
  if (found.size === foundBefore) return part.fn
  const all = ownMeans.reduceRight((product, means) => and(wanted(kind, means, diagram), product), after)
  return granted(kind, all, diagram)
}

/** Those that say something nothing else has to do with, and the others. */
function partition(parts: readonly Part[], { apart }: Search): [own: Part[], others: Part[]] {
  const isOwn = (part: Part) => apart.has(part) && part.fn !== TRUE && part.fn !== FALSE
  return [parts.filter(isOwn), parts.filter(part => !isOwn(part))]
}

/** The places of the parts that stay; those that can go whole are added to `found`. */
function dropIdle(
  { kind, parts, own }: { kind: Part['kind']; parts: readonly Part[]; own: number },
  { wants, aloneAt, together }: Care & { wants: readonly Fn[]; aloneAt: readonly Fn[] },
  { diagram, found }: Search,
): number[] {
  const { and } = diagram
  const before = productsBefore(wants, diagram)
  const kept: number[] = []
  let after = TRUE
  for (const [at, part] of [...parts.entries()].reverse()) {
    const want = wants[at] ?? TRUE
    const matters = and(and(together, before[at] ?? TRUE), after)
    const isLast = at === 0 && kept.length + own === 0
    if (!isLast && implies(aloneAt[at] ?? TRUE, want, diagram) && implies(matters, want, diagram)) {
      const because = found.size < MAX_REASONS ? reason(at, parts, wants, diagram) : undefined
      found.set(part, { part, kind, because })
    } else {
      kept.unshift(at)
      after = and(want, after)
    }
  }
  return kept
}

function othersOf(wants: readonly Fn[], diagram: Diagram): Fn[] {
  const after = productsBefore([...wants].reverse(), diagram).reverse()
  return productsBefore(wants, diagram).map((before, at) => diagram.and(before, after[at] ?? TRUE))
}

/** For each, the product of those before it. */
function productsBefore(wants: readonly Fn[], { and }: Diagram): Fn[] {
  let product = TRUE
  return wants.map(want => {
    const before = product
    product = and(want, product)
    return before
  })
}

function reason(
  at: number,
  parts: readonly Part[],
  wants: readonly Fn[],
  diagram: Diagram,
): IdlePart['because'] {
  const want = wants[at] ?? TRUE
  if (want === TRUE) return 'itself'
  return parts.find((_, other) => other !== at && implies(wants[other] ?? TRUE, want, diagram))
}

/** False, too, where it would take too much to know. */
function implies(a: Fn, b: Fn, { and, not }: Diagram): boolean {
  return and(a, not(b)) === FALSE
}
