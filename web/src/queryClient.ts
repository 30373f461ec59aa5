import { QueryCache, QueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

/**
 * What the server said stays good until it says otherwise (live.ts), so nothing is fetched again merely because a
 * window got the focus. Refusals are final; only silence is worth another try.
 */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: error => {
        if (problemOf(error).status === 401 && queryClient.getQueryData(api.access.me.queryKey()))
          onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => {
          const { status } = problemOf(error)
          return (status === 0 || status >= 500) && count < 2
        },
      },
    },
  })
  return queryClient
}
