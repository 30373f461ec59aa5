import { Outlet, useMatches } from '@tanstack/react-router'
import { isPublic } from './isPublic.ts'
import { Shell } from './Shell.tsx'
import { useKeptFocus } from './useKeptFocus.ts'

/** The navigation around every page but those that open without signing in. */
export function Root() {
  useKeptFocus()
  // From the matches and not the location, which already names the next page while this one is still shown.
  const isBare = useMatches({ select: matches => isPublic(matches.at(-1)?.pathname ?? '/') })
  return isBare ? (
    <Outlet />
  ) : (
    <Shell>
      <Outlet />
    </Shell>
  )
}
