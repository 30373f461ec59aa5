import { useWindowEvent } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { morePlaces, places } from './places.ts'

/** How long `g` waits for its second key. */
const SECOND_KEY_MS = 1_200

/**
 * The keys that work everywhere. A page takes part by marking its elements: `data-search` on the field that `/`
 * focuses (SearchBox does), `data-create` on the button that `c` presses.
 */
export function useShortcuts(act: { openPalette: () => void; openHelp: () => void }) {
  const navigate = useNavigate()
  const goUntil = useRef(0)

  useWindowEvent('keydown', event => {
    if (event.defaultPrevented || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      act.openPalette()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    // A layer that is open has the keyboard to itself.
    if (document.querySelector('[role="dialog"]')) return

    if (performance.now() < goUntil.current) {
      goUntil.current = 0
      const place = [...places, ...morePlaces].find(one => one.key === event.key)
      if (!place) return
      event.preventDefault()
      void navigate({ to: place.to })
    } else if (event.key === 'g') {
      goUntil.current = performance.now() + SECOND_KEY_MS
    } else if (event.key === '/') {
      const field = document.querySelector<HTMLElement>('[data-search]')
      event.preventDefault()
      if (field) field.focus()
      else act.openPalette()
    } else if (event.key === 'c') {
      const button = document.querySelector<HTMLElement>('[data-create]')
      if (!button) return
      event.preventDefault()
      button.click()
    } else if (event.key === '?') {
      event.preventDefault()
      act.openHelp()
    }
  })
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}
