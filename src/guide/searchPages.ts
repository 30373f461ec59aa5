import { fold } from '../tags/fold.ts'
import type { Page } from './readPages.ts'

/** The pages that hold every word asked for; those whose title does come first, otherwise the guide's own order. */
export function searchPages(pages: readonly Page[], question: string): Page[] {
  const words = fold(question).split(' ').filter(Boolean)
  const holds = (text: string) => {
    const folded = fold(text)
    return words.every(word => folded.includes(word))
  }
  const found = pages.filter(page => holds(`${page.title} ${page.markdown}`))
  return [...found.filter(page => holds(page.title)), ...found.filter(page => !holds(page.title))]
}
