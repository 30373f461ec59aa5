const MOST = 20
const count = new Intl.NumberFormat('en')

/** Sentences about what stays as it is. Only the first are written out: a hundred thousand of them help nobody. */
export type Notes = { add(sentence: () => string): void; list(): string[] }

export function takeNotes(): Notes {
  const first: string[] = []
  let more = 0
  return {
    add(sentence) {
      if (first.length < MOST) first.push(sentence())
      else more += 1
    },
    list: () => (more === 0 ? first : [...first, `And ${count.format(more)} more.`]),
  }
}
