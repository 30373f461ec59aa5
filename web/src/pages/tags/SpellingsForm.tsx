import { ActionIcon, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Alias } from '../../../../src/tags/aliasContract.ts'
import { api } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { When } from '../../parts/When.tsx'
import { notAtAField } from './notAtAField.ts'
import classes from './Tags.module.css'
import { useSpelling } from './useSpelling.ts'

export type SpelledThing = { kind: 'tag' | 'key'; id: number; name: string }

/** The other spellings of a tag or key and what is held apart from it, each with who said so; one more can be added. */
export function SpellingsForm({ of, onClose }: { of: SpelledThing; onClose: () => void }) {
  const { remember, forget } = useSpelling()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<unknown>(null)
  const input = of.kind === 'tag' ? { tagId: of.id } : { keyId: of.id }
  const query = useQuery(api.aliases.list.queryOptions({ input: { ...input, limit: 500 } }))
  const own = query.data?.items.filter(alias => of.kind === 'tag' || alias.tag === null) ?? []
  const submit = () => {
    setError(null)
    remember(
      typed.trim(),
      { ...input, kind: 'means', name: of.name },
      { onDone: () => setTyped(''), onRefused: setError },
    )
  }
  return (
    <ActForm
      title={`Other spellings of ${of.name}`}
      submit="Remember spelling"
      isReady={typed.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['spelling'])}
    >
      <Text c="dimmed">
        {of.kind === 'tag'
          ? 'Files and programs that write one of these mean this tag. Whoever has it keeps it when a spelling is removed.'
          : 'Columns and programs that write one of these mean this key.'}
      </Text>
      <ProblemAlert error={query.error} />
      {own.length > 0 ? (
        <ul className={classes.spellings}>
          {own.map(alias => (
            <SpellingLine key={alias.id} alias={alias} onForget={() => forget(alias)} />
          ))}
        </ul>
      ) : null}
      <TextInput
        label="Another spelling"
        data-autofocus
        value={typed}
        maxLength={200}
        onChange={event => setTyped(event.currentTarget.value)}
        error={error ? fieldErrors(error).spelling : undefined}
      />
    </ActForm>
  )
}

function SpellingLine({ alias, onForget }: { alias: Alias; onForget: () => void }) {
  return (
    <li>
      <span>
        <strong>{alias.spelling}</strong>
        {alias.kind === 'apart' ? <span className="quiet"> is kept apart</span> : null}
      </span>
      <span className="quiet">
        {alias.createdBy}, <When at={alias.createdAt} />
      </span>
      <ActionIcon
        aria-label={
          alias.kind === 'apart'
            ? `No longer keep ${alias.spelling} apart`
            : `Forget the spelling ${alias.spelling}`
        }
        onClick={onForget}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}
