import { type FocusEvent, type KeyboardEvent, useState } from 'react'

type Steps = Record<string, (at: number, count: number) => number>
const ENDS: Steps = { Home: () => 0, End: (_, count) => count - 1 }
const ACROSS: Steps = { ArrowRight: at => at + 1, ArrowLeft: at => at - 1, ...ENDS }
const DOWN: Steps = { ArrowDown: at => at + 1, ArrowUp: at => at - 1, ...ENDS }

/**
 * Many links of one picture as one stop of the Tab key: arrows, Home and End go from one to the next. Spread `list` on what
 * holds the links, in their order, and give each `tabIndex(at)`. `isUpright`: they stand one below the other.
 */
export function useRovingLinks(count: number, start = 0, isUpright = false) {
  const steps = isUpright ? DOWN : ACROSS
  const [chosen, setActive] = useState(start)
  const active = Math.min(chosen, count - 1)
  const linksIn = (list: Element) => [...list.querySelectorAll<HTMLElement | SVGAElement>('a')]
  return {
    active,
    tabIndex: (at: number) => (at === active ? 0 : -1),
    list: {
      onFocus: ({ currentTarget, target }: FocusEvent<Element>) => {
        const at = linksIn(currentTarget).indexOf(target as HTMLElement)
        if (at >= 0) setActive(at)
      },
      onKeyDown: (event: KeyboardEvent<Element>) => {
        const next = steps[event.key]?.(active, count)
        if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        linksIn(event.currentTarget)[Math.max(0, Math.min(count - 1, next))]?.focus()
      },
    },
  }
}
