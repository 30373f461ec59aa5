import { useEffect } from 'react'

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'
/** Whoever took the control away may have a better place in mind, and needs a moment to be drawn. */
const FIRST_OTHERS_MS = 50

/**
 * Whoever uses the keys goes on where they were: when the control with the focus goes away (a filter is cleared, a value
 * is removed, “Open” becomes “Mark as done”), the focus goes to what is left beside it instead of being lost.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** The control that had the focus last, and what it stood in, outwards. */
    let path: Element[] = []
    const remember = ({ target }: FocusEvent) => {
      path = []
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return
      for (let node: Element | null = target; node; node = node.parentElement) path.push(node)
    }
    const look = () => {
      if (path.length === 0 || path[0]?.isConnected || document.activeElement !== document.body) return
      const lost = path
      path = []
      window.setTimeout(() => {
        if (document.activeElement !== document.body) return
        const near = lost.find(node => node.isConnected)
        const content = document.getElementById('content')
        const isWholePage = content !== null && near?.contains(content) !== false
        const next = isWholePage ? content : near?.querySelector<HTMLElement>(FOCUSABLE)
        next?.focus({ preventScroll: true })
      }, FIRST_OTHERS_MS)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', remember)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
}
