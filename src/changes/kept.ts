/** Asks once for each and keeps the answers. */
export function kept<Asked, T>(of: (asked: Asked) => T): (asked: Asked) => T {
  const known = new Map<Asked, T>()
  return asked => {
    const found = known.get(asked)
    if (found !== undefined) return found
    const made = of(asked)
    known.set(asked, made)
    return made
  }
}
