import { Text } from '@mantine/core'
import { useState } from 'react'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { KeySelect } from './KeySelect.tsx'
import { notAtAField } from './notAtAField.ts'
import { useJoinKeys } from './useJoinKeys.ts'

/** Makes one key of two, with all their values. */
export function MergeKeyForm({ tagKey, onClose }: { tagKey: TagKey; onClose: () => void }) {
  const joinKeys = useJoinKeys()
  const [into, setInto] = useState<TagKey | null>(null)
  const [error, setError] = useState<unknown>(null)
  const submit = () => {
    if (!into) return
    setError(null)
    joinKeys(tagKey, into, { onDone: onClose, onRefused: setError })
  }
  return (
    <ActForm
      title={`Merge the key ${tagKey.name}`}
      submit="See what it moves"
      isReady={into !== null}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['into'])}
    >
      <Text c="dimmed">
        Its values become values of the other key, equal ones are joined, segments follow, and this key is
        gone.
      </Text>
      <KeySelect
        label="Merge into"
        value={into}
        onChange={setInto}
        without={tagKey.id}
        error={error ? fieldErrors(error).into : undefined}
      />
    </ActForm>
  )
}
