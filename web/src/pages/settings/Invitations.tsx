import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { Invitation } from '../../../../src/access/contract.ts'
import { api, client } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { When } from '../../parts/When.tsx'
import { useMe } from '../../session.ts'
import { asRole, rolesUpTo } from './roleWords.ts'
import classes from './Settings.module.css'

/** Inviting by link: the link is handed over by whatever way people already use. */
export function Invitations() {
  const me = useMe()
  const queryClient = useQueryClient()
  const { data } = useQuery(api.access.invitations.queryOptions())
  const [fresh, setFresh] = useState<z.infer<typeof Invitation> | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.access.invitations.key() })
  const { onSubmit, pending, error, errors } = useSubmit(async (field, form) => {
    setFresh(await client.access.invite({ body: { email: field('email'), role: asRole(field('role')) } }))
    form.reset()
    await refresh()
  })
  const waiting = (data?.items ?? []).filter(one => one.id !== fresh?.id)

  return (
    <section aria-labelledby="invite">
      <h2 id="invite" className={classes.part}>
        Invite somebody
      </h2>
      <form className={classes.head} onSubmit={onSubmit}>
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          required
          withAsterisk={false}
          error={errors.email}
          className={classes.field}
        />
        <NativeSelect label="Role" name="role" data={rolesUpTo(me.role)} />
        <Button type="submit" loading={pending}>
          Make the link
        </Button>
      </form>
      {Object.keys(errors).length === 0 ? <ProblemAlert error={error} /> : null}
      {fresh ? (
        <div className={classes.fresh} role="status">
          <p>
            Send this link to {fresh.email}. It works once and runs out <When at={fresh.expiresAt} />.
          </p>
          <CopyField label="Link" value={fresh.link} />
        </div>
      ) : null}
      {waiting.map(one => (
        <div key={one.id} className={classes.head}>
          <div style={{ flex: '1 1 360px', maxWidth: 640 }}>
            <CopyField label={`${one.email}, ${one.role}: not yet taken up`} value={one.link} />
          </div>
          <ConfirmButton
            size="sm"
            act={`Withdraw the invitation of ${one.email}`}
            consequence="The link stops working."
            onConfirm={async () => {
              await client.access.cancelInvitation({ params: { id: one.id } })
              await refresh()
            }}
          >
            Withdraw
          </ConfirmButton>
        </div>
      ))}
    </section>
  )
}
