import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Tag } from '../../../../src/tags/contract.ts'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { notAtAField } from './notAtAField.ts'

/** Another name for a value; the one it had is remembered. Rules hold on to the tag, not to its name. */
export function RenameTagForm({
  tag,
  onClose,
}: {
  tag: Pick<Tag, 'id' | 'key' | 'value'>
  onClose: () => void
}) {
  const { start } = usePlanAct()
  const [value, setValue] = useState(tag.value)
  const [error, setError] = useState<unknown>(null)
  const submit = () => {
    setError(null)
    void start({
      label: `Rename ${tag.key}: ${tag.value} to ${value.trim()}`,
      quiet: true,
      run: query => client.tags.rename({ params: { id: tag.id }, query, body: { value } }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`Rename ${tag.key}: ${tag.value}`}
      submit="Rename tag"
      isReady={value.trim() !== '' && value.trim() !== tag.value}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['value'])}
    >
      <TextInput
        label={`Value of ${tag.key}`}
        description={`Segments that name this tag keep naming it, and files that still write ${tag.value} mean it.`}
        data-autofocus
        value={value}
        onChange={event => setValue(event.currentTarget.value)}
        error={error ? fieldErrors(error).value : undefined}
      />
    </ActForm>
  )
}
