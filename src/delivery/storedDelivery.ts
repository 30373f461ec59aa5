import type { Language } from './words/languages.ts'
import type { TextKey } from './words/mailWords.ts'

export type Texts = Partial<Record<Language, Partial<Record<TextKey, string>>>>
/** Times of the workspace's zone, HH:MM. `from` may be later than `to`: then the night lies between. */
export type QuietHours = { from: string; to: string }
/** `weekday` counts from Monday (1) and matters for a weekly one. */
export type Digest = { every: 'day' | 'week'; at: string; weekday: number }

/** How a workspace sends, as `workspace.delivery` keeps it: keys by id, so that renaming them is free. */
export type StoredDelivery = {
  /** Of the button, as #rrggbb. */
  colour: string
  /** For whoever no tag says another of. */
  language: Language
  languageKey: number | null
  texts: Texts
  quietHours: QuietHours | null
  workingDaysOnly: boolean
  digest: Digest | null
  escalation: { afterDays: number; managerKey: number } | null
}

const usual: StoredDelivery = {
  colour: '#0b5c63',
  language: 'en',
  languageKey: null,
  texts: {},
  quietHours: null,
  workingDaysOnly: false,
  digest: null,
  escalation: null,
}

export function readDelivery(stored: string): StoredDelivery {
  return { ...usual, ...(JSON.parse(stored) as Partial<StoredDelivery>) }
}

export type Paused = { at: number; by: string }
export const readPaused = (stored: string | null) => (stored === null ? null : (JSON.parse(stored) as Paused))
