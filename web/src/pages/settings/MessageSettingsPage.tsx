import { Button, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeliverySettings } from '../../../../src/delivery/settingsContract.ts'
import { api, client } from '../../api.ts'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useMay } from '../../session.ts'
import { LookFields } from './LookFields.tsx'
import { MailPreview } from './MailPreview.tsx'
import classes from './MessageSettings.module.css'
import { type DeliveryDraft, draftOf, type MailChoice } from './messageDraft.ts'
import { SendingSwitch } from './SendingSwitch.tsx'
import { TextFields } from './TextFields.tsx'
import { TimingFields } from './TimingFields.tsx'

/** How messages look, what they say, and when they go; beside it the very mail. */
export function MessageSettingsPage() {
  const isAdmin = useMay('admin')
  const { data, error, refetch } = useQuery(api.deliverySettings.settings.queryOptions())
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={480} />
  return (
    <>
      <SendingSwitch settings={data} />
      {isAdmin ? (
        <MessageForm settings={data} />
      ) : (
        <p className="quiet">Only admins and owners see and change how messages are sent.</p>
      )}
    </>
  )
}

/** What is typed is kept while others change something: only the first answer of the server fills the form. */
function MessageForm({ settings }: { settings: DeliverySettings }) {
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<DeliveryDraft>(() => draftOf(settings))
  const [mail, setMail] = useState<MailChoice>({ kind: 'assigned', language: settings.language })
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null })
  const change = (part: Partial<DeliveryDraft>) => setDraft(old => ({ ...old, ...part }))
  const errors = state.error ? fieldErrors(state.error) : {}
  const save = async () => {
    setState({ pending: true, error: null })
    try {
      const saved = await client.deliverySettings.updateSettings({ body: draft })
      setDraft(draftOf(saved))
      setState({ pending: false, error: null })
      await queryClient.invalidateQueries({ queryKey: api.deliverySettings.key() })
      toast('The settings were saved.')
    } catch (error) {
      setState({ pending: false, error })
    }
  }
  return (
    <div className={classes.page}>
      <form
        className={classes.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <LookFields draft={draft} change={change} errors={errors} languages={settings.languages} />
        <TextFields
          draft={draft}
          change={change}
          errors={errors}
          mail={mail}
          languages={settings.languages}
        />
        <TimingFields draft={draft} change={change} errors={errors} />
        <ProblemAlert error={state.error} list />
        <div>
          <Button type="submit" loading={state.pending}>
            Save the settings
          </Button>
        </div>
      </form>
      <MailPreview draft={draft} mail={mail} onMail={setMail} languages={settings.languages} />
    </div>
  )
}
