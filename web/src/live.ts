import type { QueryClient } from '@tanstack/react-query'

/** Changes that come close together are answered by one round of fetching. */
const GATHER_MS = 400
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 60_000

/**
 * Keeps every page in step with the workspace: when the server says that something changed, what is on screen is
 * fetched again. A window nobody looks at waits until it is looked at. A query whose data is being edited says
 * `meta: { form: true }` and is left alone, so that typing is never overwritten. Returns how to stop.
 */
export function listenForChanges(queryClient: QueryClient): () => void {
  let source: EventSource | undefined
  let timer: number | undefined
  let retryIn = FIRST_RETRY_MS
  let stale = false
  let stopped = false

  const refresh = () => {
    timer = undefined
    if (document.hidden) return
    stale = false
    void queryClient.invalidateQueries({ predicate: query => query.meta?.form !== true })
  }
  const changed = () => {
    stale = true
    timer ??= window.setTimeout(refresh, GATHER_MS)
  }
  const looked = () => {
    if (!document.hidden && stale) changed()
  }
  const open = () => {
    if (stopped) return
    source = new EventSource('/api/v1/events')
    for (const name of ['change', 'recipient', 'message']) source.addEventListener(name, changed)
    source.addEventListener('open', () => {
      // After a gap nobody knows what was missed.
      if (retryIn !== FIRST_RETRY_MS) changed()
      retryIn = FIRST_RETRY_MS
    })
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the answer was a refusal or a proxy's error page.
      if (source?.readyState !== EventSource.CLOSED) return
      window.setTimeout(open, retryIn)
      retryIn = Math.min(retryIn * 2, LAST_RETRY_MS)
    })
  }

  document.addEventListener('visibilitychange', looked)
  open()
  return () => {
    stopped = true
    source?.close()
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', looked)
  }
}
