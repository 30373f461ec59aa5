import './styles.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './queryClient.ts'
import { makeRouter } from './router.tsx'
import { cssVariables, theme } from './theme.ts'

const queryClient = makeQueryClient(() => {
  // Forgetting who was signed in makes the router's guard ask again, and it leads to the sign-in page.
  queryClient.clear()
  void router.invalidate()
})
const router = makeRouter(queryClient)

router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
  // The link that led here may be gone with its page; whoever reads by ear or by keys goes on at the new page's top.
  if (pathChanged && fromLocation && document.activeElement === document.body) {
    document.getElementById('content')?.focus({ preventScroll: true })
  }
})

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
