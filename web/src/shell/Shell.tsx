import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { listenForChanges } from '../live.ts'
import { Toasts } from '../parts/toasts.tsx'
import { PlanActProvider } from '../usePlanAct.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Navigation } from './Navigation.tsx'
import { SendingBanner } from './SendingBanner.tsx'
import classes from './Shell.module.css'
import { useShortcuts } from './useShortcuts.ts'

const CommandPalette = lazy(() => import('./CommandPalette.tsx'))
const KeyboardHelp = lazy(() => import('./KeyboardHelp.tsx'))

/** Navigation beside (on a phone: below) one column of content. */
export function Shell({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const [paletteOpen, palette] = useDisclosure(false)
  const [keysOpen, keys] = useDisclosure(false)
  useShortcuts({ openPalette: palette.open, openHelp: keys.open })
  useEffect(() => listenForChanges(queryClient), [queryClient])

  return (
    <PlanActProvider>
      <div className={classes.shell}>
        <a className={classes.skip} href="#content">
          Skip to the content
        </a>
        <Navigation openPalette={palette.open} openKeys={keys.open} />
        <main id="content" className={classes.main} tabIndex={-1}>
          <SendingBanner />
          <div className={classes.column}>
            <Suspense fallback={null}>{children}</Suspense>
          </div>
        </main>
        <BottomBar openPalette={palette.open} />
        <Suspense fallback={null}>
          {paletteOpen ? <CommandPalette onClose={palette.close} /> : null}
          {keysOpen ? <KeyboardHelp onClose={keys.close} /> : null}
        </Suspense>
      </div>
      <Toasts />
    </PlanActProvider>
  )
}
