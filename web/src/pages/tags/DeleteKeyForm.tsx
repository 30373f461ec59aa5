import { Text } from '@mantine/core'
import { useState } from 'react'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { counted } from '../../parts/Count.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import { Dependents, dependentsOf } from './Dependents.tsx'

/** Deletes a key with all its values, unless a rule names it or one of them. */
export function DeleteKeyForm({ tagKey, onClose }: { tagKey: TagKey; onClose: () => void }) {
  const { start } = usePlanAct()
  const [error, setError] = useState<unknown>(null)
  const dependents = dependentsOf(error)
  const submit = () => {
    setError(null)
    void start({
      label: `Delete the key ${tagKey.name}`,
      isDangerous: true,
      run: query => client.tags.removeKey({ params: { id: tagKey.id }, query }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`Delete the key ${tagKey.name}`}
      submit="See what it moves"
      isDangerous
      isReady={dependents.length === 0}
      onSubmit={submit}
      onClose={onClose}
      error={dependents.length > 0 ? null : error}
    >
      <Text c="dimmed">
        {tagKey.values === 0
          ? 'It has no values.'
          : `Its ${tagKey.values === 1 ? 'value goes' : `${counted(tagKey.values, 'value')} go`} with it, and ${
              tagKey.people === 0
                ? 'nobody carries one'
                : `${counted(tagKey.people, 'person', 'people')} lose them`
            }.`}
      </Text>
      {dependents.length > 0 ? (
        <Dependents
          segments={dependents}
          isNews
          why=", or a value of it, and a rule may not lose that unseen. Take it out of there first, or merge this key into another."
        />
      ) : null}
    </ActForm>
  )
}
