import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import, ImportOptions } from '../../../../src/imports/contract.ts'
import { api, client } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { toast } from '../../parts/toasts.tsx'
import classes from './ImportChoices.module.css'

/** The preset that was recognised, with one press to do without it; or a name to keep these choices under. */
export function PresetChoice({
  one,
  isDisabled,
  onChange,
}: {
  one: Import
  isDisabled: boolean
  onChange: (options: ImportOptions) => void
}) {
  const [name, setName] = useState('')
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.importPresets.key() })
  const presets = useQuery(api.importPresets.list.queryOptions({ input: { limit: 500 } }))
  const keep = useMutation({
    mutationFn: () => client.importPresets.create({ body: { name: name.trim(), importId: one.id } }),
    onSuccess: () => {
      toast(`Kept as “${name.trim()}”. The next file with these headings gets the same choices.`)
      setName('')
      void refresh()
    },
  })
  const { preset } = one
  if (preset && presets.data?.items.some(each => each.id === preset.id)) {
    return (
      <div className={classes.preset}>
        <span>
          Preset <strong>{preset.name}</strong> is applied.
        </span>
        <Button variant="default" size="xs" disabled={isDisabled} onClick={() => onChange({ preset: null })}>
          Do without it
        </Button>
        <ConfirmButton
          act={`Delete preset ${preset.name}`}
          consequence="It is no longer applied to files with these headings. Imports made with it stay as they are."
          onConfirm={async () => {
            await client.importPresets.remove({ params: { id: preset.id } })
            await refresh()
          }}
        >
          Delete it
        </ConfirmButton>
      </div>
    )
  }
  return (
    <form
      className={classes.preset}
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() !== '') keep.mutate()
      }}
    >
      <TextInput
        label="Keep these choices for files with the same headings"
        placeholder="Name of the preset"
        size="xs"
        value={name}
        maxLength={200}
        disabled={isDisabled}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        size="xs"
        loading={keep.isPending}
        disabled={isDisabled || name.trim() === ''}
      >
        Keep as preset
      </Button>
      <ProblemAlert error={keep.error} />
    </form>
  )
}
