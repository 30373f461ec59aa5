/** Where to go after signing in: only ever a page of this app, whatever stands in the address. */
export function localPath(next: string | undefined): string {
  if (!next) return '/'
  const url = new URL(next, window.location.origin)
  return url.origin === window.location.origin && next.startsWith('/')
    ? url.pathname + url.search + url.hash
    : '/'
}
