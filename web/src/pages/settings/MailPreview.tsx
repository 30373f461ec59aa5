import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './MessageSettings.module.css'
import {
  asLanguage,
  type DeliveryDraft,
  type Languages,
  languageChoices,
  type MailChoice,
  type MailKind,
  mailKindWords,
} from './messageDraft.ts'

const kinds = Object.keys(mailKindWords) as MailKind[]

/** The very mail, written by what writes them, with what stands in the form. */
export function MailPreview({
  draft,
  mail,
  onMail,
  languages,
}: {
  draft: DeliveryDraft
  mail: MailChoice
  onMail: (mail: MailChoice) => void
  languages: Languages
}) {
  const [settings] = useDebouncedValue(draft, 300)
  const [form, setForm] = useState<'html' | 'text'>('html')
  const { data, error } = useQuery(
    api.deliverySettings.preview.queryOptions({
      input: { body: { ...mail, settings } },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  const test = useMutation(api.deliverySettings.test.mutationOptions())
  return (
    <section className={classes.preview} aria-label="The mail as it looks">
      <div className={classes.line}>
        <NativeSelect
          label="Mail"
          size="xs"
          value={mail.kind}
          data={kinds.map(kind => ({ value: kind, label: mailKindWords[kind] }))}
          onChange={event => {
            const kind = kinds.find(each => each === event.currentTarget.value)
            if (kind) onMail({ ...mail, kind })
          }}
        />
        <NativeSelect
          label="Language"
          size="xs"
          value={mail.language}
          data={languageChoices(languages)}
          onChange={event => onMail({ ...mail, language: asLanguage(event.currentTarget.value, languages) })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Form of the mail"
          value={form}
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'text', label: 'Text' },
          ]}
          onChange={value => setForm(value === 'text' ? 'text' : 'html')}
        />
        <Button
          size="xs"
          variant="default"
          loading={test.isPending}
          onClick={() => test.mutate({ body: { ...mail, settings: draft } })}
        >
          Send me a test
        </Button>
      </div>
      <div role="status">
        {test.data ? <TestOutcome outcome={test.data} /> : null}
        <ProblemAlert error={test.error} list />
      </div>
      {error ? <ProblemAlert error={error} list /> : null}
      {data ? (
        <div className={classes.mail}>
          <div className={classes.subject} dir="auto">
            {data.subject}
          </div>
          {form === 'html' ? (
            <iframe title="The mail" srcDoc={data.html} sandbox="" className={classes.frame} />
          ) : (
            <pre className={classes.text} dir="auto">
              {data.text}
            </pre>
          )}
        </div>
      ) : null}
    </section>
  )
}

function TestOutcome({ outcome }: { outcome: { to: string; isSent: boolean; words: string | null } }) {
  return outcome.isSent ? (
    <p className={classes.outcome}>The mail server has taken it for {outcome.to}.</p>
  ) : (
    <p className={`${classes.outcome} leave`}>
      It could not be sent to {outcome.to}. The mail server says: {outcome.words}
    </p>
  )
}
