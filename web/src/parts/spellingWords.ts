import type { Plan } from '../../../src/changes/contract.ts'

type Tags = Plan['tags']
/** A key whose value is null is the key itself. */
export type LookAlike = { key: string; value: string | null; like: string }
export type Spelling = NonNullable<Tags['spellings']>[number]

/** Keys first: what they are decides which values are compared. */
export function lookAlikesOf({ lookAlikes, keyLookAlikes = [] }: Tags): LookAlike[] {
  return [
    ...keyLookAlikes.map(({ key, like }) => ({ key, value: null, like })),
    ...lookAlikes.map(({ key, value, like }) => ({ key, value, like })),
  ]
}

export function nameOf({ key, value }: { key: string; value: string | null }): string {
  return value === null ? `The key ${key}` : `${key}: ${value}`
}

export function spellingWords({
  means,
  unlike,
  isNew,
}: Pick<Spelling, 'means' | 'unlike' | 'isNew'>): string {
  if (means === null) return `is its own, not ${unlike}`
  return isNew ? `is read as ${means}` : `is known as another spelling of ${means}`
}
