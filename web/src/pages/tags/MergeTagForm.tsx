import { Text } from '@mantine/core'
import { useState } from 'react'
import type { Tag } from '../../../../src/tags/contract.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { counted } from '../../parts/Count.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { TagSelect } from '../../parts/TagSelect.tsx'
import { notAtAField } from './notAtAField.ts'
import { useJoin } from './useJoin.ts'

/** Makes one tag of two; the other may be of any key. */
export function MergeTagForm({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const join = useJoin()
  const [into, setInto] = useState<Tag | null>(null)
  const [error, setError] = useState<unknown>(null)
  const submit = () => {
    if (!into) return
    setError(null)
    join(tag, into, onClose, setError)
  }
  return (
    <ActForm
      title={`Merge ${tag.key}: ${tag.value}`}
      submit="See what it moves"
      isReady={into !== null}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['into'])}
    >
      <Text c="dimmed">
        {tag.people === 1 ? 'The one person' : `All ${counted(tag.people, 'person', 'people')}`} with it
        receive the other tag, segments that name it name the other, and this tag is gone.
      </Text>
      <TagSelect
        label="Merge into"
        value={into}
        onChange={setInto}
        without={tag.id}
        error={error ? fieldErrors(error).into : undefined}
      />
    </ActForm>
  )
}
