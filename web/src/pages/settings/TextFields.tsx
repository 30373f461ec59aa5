import { Textarea } from '@mantine/core'
import type { DeliverySettings } from '../../../../src/delivery/settingsContract.ts'
import classes from './MessageSettings.module.css'
import { type FieldsProps, type Languages, type MailChoice, mailKindWords } from './messageDraft.ts'

type TextKey = keyof DeliverySettings['languages'][number]['texts']

const labels = {
  greeting: 'Greeting',
  assignedSubject: 'Subject',
  assignedOpening: 'First sentence',
  reminderSubject: 'Subject',
  reminderOpening: 'First sentence',
  digestSubject: 'Subject',
  digestOpening: 'First sentence',
  escalationSubject: 'Subject',
  escalationOpening: 'First sentence',
  button: 'Button',
  why: 'At the foot',
  escalationWhy: 'At the foot',
} as const satisfies Record<TextKey, string>

const keysOf = {
  assigned: ['assignedSubject', 'greeting', 'assignedOpening', 'button', 'why'],
  reminder: ['reminderSubject', 'greeting', 'reminderOpening', 'button', 'why'],
  digest: ['digestSubject', 'greeting', 'digestOpening', 'button', 'why'],
  escalation: ['escalationSubject', 'greeting', 'escalationOpening', 'escalationWhy'],
} as const satisfies Record<MailChoice['kind'], TextKey[]>

/** The words of the mail that is looked at, in that language; what is left empty says the usual. */
export function TextFields({
  draft,
  change,
  errors,
  mail,
  languages,
}: FieldsProps & { mail: MailChoice; languages: Languages }) {
  const language = languages.find(({ code }) => code === mail.language)
  const own = draft.texts[mail.language] ?? {}
  const write = (key: TextKey, text: string) =>
    change({ texts: { ...draft.texts, [mail.language]: { ...own, [key]: text } } })
  return (
    <fieldset>
      <legend>Words</legend>
      <div className="quiet">
        Of the mail “{mailKindWords[mail.kind]}” in {language?.name}, which you choose beside. What is left
        empty says the usual. {'{name}'}, {'{workspace}'} and {'{title}'} are filled in.
      </div>
      {keysOf[mail.kind].map(key => (
        <Textarea
          key={`${mail.language} ${key}`}
          label={labels[key]}
          value={own[key] ?? ''}
          placeholder={language?.texts[key]}
          onChange={event => write(key, event.currentTarget.value)}
          error={errors[`texts.${mail.language}.${key}`]}
          autosize
          minRows={1}
          dir={mail.language === 'ar' ? 'rtl' : 'ltr'}
          classNames={{ input: classes.words }}
        />
      ))}
    </fieldset>
  )
}
