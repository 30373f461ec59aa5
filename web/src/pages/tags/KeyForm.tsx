import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyType, TagKey } from '../../../../src/tags/contract.ts'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { keyTypeWords } from './keyTypeWords.ts'
import { notAtAField } from './notAtAField.ts'

/** What a key is called and how its values are meant. */
export function KeyForm({ tagKey, onClose }: { tagKey: TagKey; onClose: () => void }) {
  const { start } = usePlanAct()
  const [name, setName] = useState(tagKey.name)
  const [type, setType] = useState<TagKey['type']>(tagKey.type)
  const [error, setError] = useState<unknown>(null)
  const submit = () => {
    setError(null)
    void start({
      label: `Change the key ${tagKey.name}`,
      // A remark on values that do not fit the type is worth a look.
      quiet: plan => plan.notes.length === 0,
      run: query => client.tags.updateKey({ params: { id: tagKey.id }, query, body: { name, type } }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`The key ${tagKey.name}`}
      submit="Save key"
      isReady={name.trim() !== '' && (name.trim() !== tagKey.name || type !== tagKey.type)}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['name', 'type'])}
    >
      <TextInput
        label="Name"
        description={`Segments follow a new name by themselves, and files that still write ${tagKey.name} mean this key.`}
        data-autofocus
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={error ? fieldErrors(error).name : undefined}
      />
      <Select
        label="Type"
        description="Which conditions the segment editor offers first: before and after for dates, more and less for numbers."
        allowDeselect={false}
        data={Object.entries(keyTypeWords).map(([value, label]) => ({ value, label }))}
        value={type}
        onChange={next => setType(isKeyType(next) ? next : 'text')}
        error={error ? fieldErrors(error).type : undefined}
      />
    </ActForm>
  )
}

function isKeyType(value: string | null): value is KeyType {
  return value !== null && value in keyTypeWords
}
