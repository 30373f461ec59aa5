export type Wish = {
  id: number
  /** The name it would have again, and the one it has otherwise; null: it is not there. */
  wanted: string
  present: string | null
  /** Who has the wanted name now. */
  holder: number | undefined
}

/**
 * Which rows cannot have their old name again because it is another's by now. Names may pass in a ring, so all are granted
 * first and taken back until nobody shares one. `leaving` are rows that give their name up in any case.
 */
export function settleNames(wishes: readonly Wish[], leaving: (id: number) => boolean): Set<number> {
  const without = new Set<number>()
  const wishing = new Set(wishes.map(wish => wish.id))
  const isFree = ({ holder }: Wish) => holder === undefined || wishing.has(holder) || leaving(holder)
  for (;;) {
    const owners = new Set<string>()
    for (const { id, present } of wishes) if (present !== null && without.has(id)) owners.add(present)
    const before = without.size
    for (const wish of wishes) {
      if (without.has(wish.id)) continue
      if (owners.has(wish.wanted) || !isFree(wish)) without.add(wish.id)
      else owners.add(wish.wanted)
    }
    if (without.size === before) return without
  }
}
