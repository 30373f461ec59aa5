/** Pages that open without signing in, and without the navigation. */
export function isPublic(pathname: string): boolean {
  return /^\/(sign-in|setup|invitation|r)(\/|$)/.test(pathname)
}
