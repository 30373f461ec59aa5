import { Text } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { KeyValueEditor, type TagsByKey } from '../../parts/KeyValueEditor.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import type { ChosenPeople } from './chosenPeople.ts'

export type TagsAct = 'add' | 'remove' | 'replace'

const words = {
  add: { title: 'Add tags', hint: 'They keep the tags they have and receive these as well.' },
  remove: { title: 'Remove tags', hint: 'Only these values are taken away; other values of the key stay.' },
  replace: {
    title: 'Replace tags',
    hint: 'Whatever they have under these keys is replaced by these values. Other keys stay as they are.',
  },
} as const satisfies Record<TagsAct, { title: string; hint: string }>

/** Adds, removes or replaces tags for the people chosen in the list. */
export default function SetTagsForm({
  act,
  people,
  choose,
  onClose,
  onDone,
}: {
  act: TagsAct
  /** "38 people". */
  people: string
  choose: () => Promise<ChosenPeople>
  onClose: () => void
  onDone: () => void
}) {
  const [tags, setTags] = useState<TagsByKey>({})
  const [error, setError] = useState<unknown>(null)
  const { start } = usePlanAct()
  const chosenTags = Object.fromEntries(Object.entries(tags).filter(([, values]) => values.length > 0))
  const { title, hint } = words[act]
  const submit = () => {
    setError(null)
    const chosen = choose()
    void start({
      label: `${title} of ${people}`.replace('Add tags of', 'Add tags to'),
      run: async query => client.people.setTags({ query, body: { ...(await chosen), [act]: chosenTags } }),
      onDone,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`${title}: ${people}`}
      submit="See what it moves"
      isReady={Object.keys(chosenTags).length > 0}
      onSubmit={submit}
      onClose={onClose}
      error={error}
      size="lg"
    >
      <Text c="dimmed">{hint}</Text>
      <KeyValueEditor value={tags} onChange={setTags} errors={errorsOf(error, act)} />
    </ActForm>
  )
}

/** The editor knows its fields as `tags.…`; the endpoint calls them after the act. */
function errorsOf(error: unknown, act: TagsAct): Record<string, string> {
  if (!error) return {}
  return Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      path.startsWith(`${act}.`) ? `tags.${path.slice(act.length + 1)}` : path,
      message,
    ]),
  )
}
