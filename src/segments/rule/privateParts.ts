import type { Diagram } from './diagram.ts'
import type { Part } from './drawRules.ts'

/** Where a part stands among all leaves in reading order, and between which places what it asks is asked. */
type Reach = { from: number; to: number; first: number; last: number }

/**
 * The parts that ask for what no other part of the rule asks. Such a part is independent of the rest: whether it matters
 * does not depend on what its neighbours say, nor whether they do on it.
 */
export function privateParts(root: Part, { asks }: Diagram): ReadonlySet<Part> {
  const leaves = leavesOf(root).map(part => ({ part, variables: asks(part.fn) }))
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  leaves.forEach(({ variables }, place) => {
    for (const variable of variables) {
      if (!first.has(variable)) first.set(variable, place)
      last.set(variable, place)
    }
  })
  const reaches = new Map<Part, Reach>()
  leaves.forEach(({ part, variables }, place) => {
    const reach = { from: place, to: place, first: place, last: place }
    for (const variable of variables) {
      reach.first = Math.min(reach.first, first.get(variable) ?? place)
      reach.last = Math.max(reach.last, last.get(variable) ?? place)
    }
    reaches.set(part, reach)
  })
  const found = new Set<Part>()
  collect(root, reaches, found)
  return found
}

function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf)
}

function collect(part: Part, reaches: ReadonlyMap<Part, Reach>, found: Set<Part>): Reach {
  const own = reaches.get(part)
  const inside = own ? [own] : part.parts.map(child => collect(child, reaches, found))
  const reach = inside.reduce((a, b) => ({
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  }))
  if (reach.first >= reach.from && reach.last <= reach.to) found.add(part)
  return reach
}
