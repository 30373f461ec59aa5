/**
 * A value as JSON that is always the same text for the same value: keys in the order of their code units, nothing between the
 * tokens. For what reports hold (texts, whole numbers, true, false, null, lists, objects) it is what RFC 8785 says.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  const of = value as Record<string, unknown>
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(of[key])}`).join(',')}}`
}
