import { type FocusEvent, type KeyboardEvent, useState } from 'react'

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowRight: at => at + 1,
  ArrowLeft: at => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * Many links of one picture as one stop of the Tab key: arrows, Home and End go from one to the next. Spread `list` on what
 * holds the links, in their order, and give each `tabIndex(at)`.
 */
export function useRovingLinks(count: number, start = 0) {
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
        const next = STEPS[event.key]?.(active, count)
        if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        linksIn(event.currentTarget)[Math.max(0, Math.min(count - 1, next))]?.focus()
      },
    },
  }
}
