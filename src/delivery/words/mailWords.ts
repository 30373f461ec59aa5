/** What an admin may put into words of their own, per language. Words in braces are filled in. */
export const textKeys = [
  'greeting',
  'assignedSubject',
  'assignedOpening',
  'reminderSubject',
  'reminderOpening',
  'digestSubject',
  'digestOpening',
  'escalationSubject',
  'escalationOpening',
  'button',
  'why',
  'escalationWhy',
] as const
export type TextKey = (typeof textKeys)[number]

/** The braces a text may use: `{name}` is the receiver's first name. */
export const placeholders = {
  greeting: ['name', 'workspace'],
  assignedSubject: ['name', 'workspace', 'title'],
  assignedOpening: ['name', 'workspace', 'title'],
  reminderSubject: ['name', 'workspace', 'title'],
  reminderOpening: ['name', 'workspace', 'title'],
  digestSubject: ['name', 'workspace'],
  digestOpening: ['name', 'workspace'],
  escalationSubject: ['workspace'],
  escalationOpening: ['workspace'],
  button: [],
  why: ['workspace'],
  escalationWhy: ['workspace'],
} as const satisfies Record<TextKey, readonly string[]>

/** All that a mail says in one language. */
export type MailWords = {
  /** In its own language, for choosing it. */
  name: string
  /** What dates are written by (BCP 47). */
  locale: string
  direction: 'ltr' | 'rtl'
  texts: Record<TextKey, string>
  /** For whoever has no first name. */
  greetingNameless: string
  openHere: string
  /** In place of the link of whoever's is revoked. */
  noLink: string
  more: string
  dueToday: string
  dueTomorrow: string
  dueYesterday: string
  /** `{in}` is “in 3 days”. */
  dueLater: string
  /** `{ago}` is “3 days ago”. */
  dueEarlier: string
}

export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
