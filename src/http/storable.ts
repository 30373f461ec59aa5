const LONE = /\p{Surrogate}/u

/**
 * The value with every text in it such as a database keeps: half a surrogate pair becomes “�”, since it would be stored
 * as that anyway and two different ones would turn out the same; a zero character, which PostgreSQL refuses, a space.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storableText(key), storable(each)]))
}

function storableText(text: string): string {
  const whole = LONE.test(text) ? text.toWellFormed() : text
  return whole.includes('\0') ? whole.replaceAll('\0', ' ') : whole
}
