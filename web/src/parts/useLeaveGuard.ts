import { useBlocker } from '@tanstack/react-router'
import { useRef } from 'react'

/**
 * Asks before something being written is left behind, by a link, Back or closing the window. Answers a function that
 * lets the next step pass: for going on after it was saved or deleted.
 */
export function useLeaveGuard(isTouched: boolean): () => void {
  const isAllowed = useRef(false)
  useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!isTouched || isAllowed.current || current.pathname === next.pathname) return false
      return !window.confirm('Leave without saving? What was written here would be lost.')
    },
    enableBeforeUnload: () => isTouched && !isAllowed.current,
  })
  return () => {
    isAllowed.current = true
  }
}
