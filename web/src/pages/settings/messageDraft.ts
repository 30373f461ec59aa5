import type { DeliveryFields, DeliverySettings } from '../../../../src/delivery/settingsContract.ts'

/** All that the form of the message settings holds: the fields as they are sent. */
export type DeliveryDraft = Required<DeliveryFields>
export type Languages = DeliverySettings['languages']
export type LanguageCode = DeliverySettings['language']
export type MailKind = 'assigned' | 'reminder' | 'digest' | 'escalation'
/** The mail that is looked at and whose words are edited. */
export type MailChoice = { kind: MailKind; language: LanguageCode }

export type FieldsProps = {
  draft: DeliveryDraft
  change: (part: Partial<DeliveryDraft>) => void
  errors: Record<string, string>
}

export const mailKindWords = {
  assigned: 'New assignment',
  reminder: 'Reminder',
  digest: 'Digest',
  escalation: 'To the manager',
} as const satisfies Record<MailKind, string>

export function draftOf(settings: DeliverySettings): DeliveryDraft {
  const { colour, logo, language, languageKey, texts, quietHours, workingDaysOnly, digest, escalation } =
    settings
  return { colour, logo, language, languageKey, texts, quietHours, workingDaysOnly, digest, escalation }
}

export const languageChoices = (languages: Languages) =>
  languages.map(({ code, name }) => ({ value: code, label: name }))

export function asLanguage(value: string, languages: Languages): LanguageCode {
  return languages.find(({ code }) => code === value)?.code ?? 'en'
}
