type Step = { bound: number; spent: number; turn: number }

/** A binary heap: least bound first, and of those that may cost the same the one that is furthest, then the earliest. */
export function putIn<Item extends Step>(heap: Item[], item: Item): void {
  let at = heap.push(item) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (!parent || !isBefore(item, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = item
}

export function takeBest<Item extends Step>(heap: Item[]): Item | undefined {
  const best = heap[0]
  const last = heap.pop()
  if (!last || heap.length === 0) return best
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    const least = isBefore(heap[right], heap[left]) ? right : left
    const child = heap[least]
    if (!child || !isBefore(child, last)) break
    heap[at] = child
    at = least
  }
  heap[at] = last
  return best
}

function isBefore(a: Step | undefined, b: Step | undefined): boolean {
  if (!a || !b) return a !== undefined
  return (a.bound - b.bound || b.spent - a.spent || a.turn - b.turn) < 0
}
