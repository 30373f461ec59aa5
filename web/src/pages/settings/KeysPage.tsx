import { Button, Code, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { ApiKey } from '../../../../src/access/contract.ts'
import { api, client } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { When } from '../../parts/When.tsx'
import { useMe } from '../../session.ts'
import { asRole, rolesUpTo } from './roleWords.ts'
import classes from './Settings.module.css'

type Key = z.infer<typeof ApiKey>

/** Keys for programs. A key is shown once, when it is made. */
export function KeysPage() {
  const me = useMe()
  const queryClient = useQueryClient()
  const keys = useQuery(api.access.keys.queryOptions())
  const [fresh, setFresh] = useState<{ name: string; key: string } | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.access.keys.key() })
  const { onSubmit, pending, error, errors } = useSubmit(async (field, form) => {
    setFresh(await client.access.createKey({ body: { name: field('name'), role: asRole(field('role')) } }))
    form.reset()
    await refresh()
  })

  const columns: Column<Key>[] = [
    { id: 'name', header: 'Name', cell: key => <span style={{ fontWeight: 500 }}>{key.name}</span> },
    { id: 'start', header: 'Begins with', width: '140px', cell: key => <Code>{key.start}…</Code> },
    { id: 'role', header: 'Role', width: '90px', cell: key => key.role },
    { id: 'by', header: 'Made by', width: '150px', cell: key => key.createdBy },
    { id: 'made', header: 'Made', width: '120px', cell: key => <When at={key.createdAt} /> },
    {
      id: 'used',
      header: 'Last used',
      width: '130px',
      cell: key => (key.lastUsedAt ? <When at={key.lastUsedAt} /> : <span className="quiet">never</span>),
    },
    {
      id: 'revoke',
      header: 'Revoke',
      speaksForItself: true,
      width: '110px',
      cell: key => (
        <ConfirmButton
          act={`Revoke key ${key.name}`}
          consequence="Programs that use it are refused from now on. It cannot be brought back."
          onConfirm={async () => {
            await client.access.revokeKey({ params: { id: key.id } })
            await refresh()
          }}
        >
          Revoke
        </ConfirmButton>
      ),
    },
  ]

  return (
    <>
      <form className={classes.head} onSubmit={onSubmit}>
        <TextInput
          label="Name"
          description="What will use it"
          name="name"
          required
          withAsterisk={false}
          error={errors.name}
          className={classes.field}
        />
        <NativeSelect label="Role" name="role" data={rolesUpTo(me.role)} />
        <Button type="submit" loading={pending}>
          Make a key
        </Button>
      </form>
      {Object.keys(errors).length === 0 ? <ProblemAlert error={error} /> : null}
      {fresh ? (
        <div className={classes.fresh} role="status">
          <p>Copy the key of {fresh.name} now. It is not shown again.</p>
          <CopyField label="API key" value={fresh.key} />
        </div>
      ) : null}
      {keys.error ? <ProblemAlert error={keys.error} retry={() => void keys.refetch()} /> : null}
      {keys.data ? (
        <DataList
          label="API keys"
          rows={keys.data.items}
          rowId={key => key.id}
          columns={columns}
          noun={['key', 'keys']}
          empty={<EmptyState>No key yet. A program needs one to read or change anything here.</EmptyState>}
        />
      ) : null}
    </>
  )
}
