import { useEffect, useState } from 'react'

/** Long enough for what lies below this layer to take the focus itself. */
const LAST_MS = 60

/**
 * For layers that are mounted open and unmounted to close them, of which Mantine does not know what had the focus before:
 * it goes back there, or, where that is gone with its page or its row, to the page's content. It is never lost.
 */
export function useReturnFocus(): void {
  // While drawing for the first time, since the layer takes the focus as soon as it is there.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isLost = () => document.activeElement === null || document.activeElement === document.body
      window.setTimeout(() => {
        if (isLost() && before instanceof HTMLElement && before.isConnected)
          before.focus({ preventScroll: true })
      })
      window.setTimeout(() => {
        if (isLost()) document.getElementById('content')?.focus({ preventScroll: true })
      }, LAST_MS)
    },
    [before],
  )
}
