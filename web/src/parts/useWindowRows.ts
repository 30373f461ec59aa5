import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useState } from 'react'

/** Below this, drawing every row costs nothing and finding in the page works. */
const ENOUGH_TO_VIRTUALISE = 120

/** Which rows of a long list are near the window, with the heights left out before and after them. */
export function useWindowRows(count: number, estimate: number) {
  const [top, setTop] = useState(0)
  const place = useCallback((node: HTMLElement | null) => {
    if (node) setTop(Math.round(node.getBoundingClientRect().top + window.scrollY))
  }, [])
  const isVirtual = count > ENOUGH_TO_VIRTUALISE
  const virtualizer = useWindowVirtualizer({
    count: isVirtual ? count : 0,
    estimateSize: () => estimate,
    overscan: 16,
    scrollMargin: top,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  if (!isVirtual || !first || !last) {
    return {
      place,
      measure: undefined,
      indexes: Array.from({ length: isVirtual ? 0 : count }, (_, i) => i),
      before: 0,
      after: 0,
    }
  }
  return {
    place,
    measure: virtualizer.measureElement,
    indexes: items.map(item => item.index),
    before: first.start - top,
    after: virtualizer.getTotalSize() - (last.end - top),
  }
}
