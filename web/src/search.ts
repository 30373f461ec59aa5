/**
 * Readers for what stands in the address after the question mark. Anything unreadable counts as absent, so an old or
 * mangled link still opens its page.
 */
type RawSearch = Record<string, unknown>

/** A route's `validateSearch`. Every filter may be left out of a link. */
export function filters<Filters extends object>(read: (raw: RawSearch) => Filters) {
  return (raw: RawSearch): Partial<Filters> => read(raw)
}

export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

export function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | undefined {
  return choices.find(choice => choice === value)
}

export function moment(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined
}

/** true or absent, so that the address stays short. */
export function flag(value: unknown): true | undefined {
  return value === true || value === 1 || value === '1' || value === 'true' ? true : undefined
}
