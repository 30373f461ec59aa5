import { fold } from '../../../src/tags/fold.ts'

/** The items whose name holds the text, those that begin with it first; folded as the server folds. */
export function matching<Item>(items: readonly Item[], text: string, nameOf: (item: Item) => string): Item[] {
  const wanted = fold(text)
  if (wanted === '') return [...items]
  const found = items.filter(item => fold(nameOf(item)).includes(wanted))
  const begins = (item: Item) => fold(nameOf(item)).startsWith(wanted)
  return [...found.filter(begins), ...found.filter(item => !begins(item))]
}
