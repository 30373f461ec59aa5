import { Text } from '@mantine/core'
import { useState } from 'react'
import type { Tag } from '../../../../src/tags/contract.ts'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { counted } from '../../parts/Count.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { TagSelect } from '../../parts/TagSelect.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import { Dependents, dependentsOf } from './Dependents.tsx'
import { notAtAField } from './notAtAField.ts'

/** Deleting a tag that rules name would silently change whom they reach, so another tag has to take its place there. */
export function DeleteTagForm({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { start } = usePlanAct()
  const [replaceWith, setReplaceWith] = useState<Tag | null>(null)
  const [error, setError] = useState<unknown>(null)
  const name = `${tag.key}: ${tag.value}`
  // Somebody may have put it into a rule since the page was loaded; the refusal names those too.
  const dependents = error ? dependentsOf(error) : tag.segments
  const isUsed = dependents.length > 0
  const submit = () => {
    setError(null)
    const query = replaceWith ? { replaceWith: replaceWith.id } : {}
    void start({
      label: `Delete tag ${name}`,
      isDangerous: true,
      run: act => client.tags.remove({ params: { id: tag.id }, query: { ...act, ...query } }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`Delete tag ${name}`}
      submit="See what it moves"
      isDangerous
      isReady={!isUsed || replaceWith !== null}
      onSubmit={submit}
      onClose={onClose}
      error={isUsed ? null : notAtAField(error, ['replaceWith'])}
    >
      <Text c="dimmed">
        {tag.people === 0
          ? 'Nobody carries it.'
          : `It is taken away from ${counted(tag.people, 'person', 'people')}.`}
      </Text>
      {isUsed ? (
        <>
          <Dependents
            segments={dependents}
            isNews={error !== null}
            why=", and a rule may not lose a tag unseen:"
          />
          <TagSelect
            label="Replace with"
            description="People and rules receive this tag instead. Or take it out of the segments first."
            value={replaceWith}
            onChange={setReplaceWith}
            without={tag.id}
            error={error ? fieldErrors(error).replaceWith : undefined}
          />
        </>
      ) : null}
    </ActForm>
  )
}
