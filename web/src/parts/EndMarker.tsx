import { useCallback } from 'react'

/** The end of what is loaded; says so a little before it scrolls into view. */
export function EndMarker({ onSeen }: { onSeen: () => void }) {
  const watch = useCallback(
    (node: HTMLElement | null) => {
      if (!node) return
      const observer = new IntersectionObserver(
        entries => {
          if (entries.some(entry => entry.isIntersecting)) onSeen()
        },
        { rootMargin: '800px 0px' },
      )
      observer.observe(node)
      return () => observer.disconnect()
    },
    [onSeen],
  )
  return <div ref={watch} aria-hidden style={{ height: 1 }} />
}
