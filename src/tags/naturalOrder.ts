/**
 * Values as people expect them: "Level 2" before "Level 10", case and accents only where nothing else differs. The same
 * on every machine: the locale is fixed, and what a collator calls equal is put in byte order.
 */
const collator = new Intl.Collator('en', { numeric: true })

export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}
