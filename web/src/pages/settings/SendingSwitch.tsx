import { Button, Group, Radio, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeliverySettings } from '../../../../src/delivery/settingsContract.ts'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { counted } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import classes from './MessageSettings.module.css'

const doubts = {
  restored: 'This database was restored from a backup, or put back to an earlier state.',
  copied: 'This data folder is a copy of another one.',
  newFolder: 'This database is used from a data folder that it does not know yet.',
} as const satisfies Record<NonNullable<DeliverySettings['unconfirmed']>['why'], string>

/** Whether anything is sent at all: the one switch, and the question that a copy of the data has to answer first. */
export function SendingSwitch({ settings }: { settings: DeliverySettings }) {
  const queryClient = useQueryClient()
  const isAdmin = useMay('admin')
  const refresh = { onSuccess: () => queryClient.invalidateQueries() }
  const pause = useMutation(api.deliverySettings.pause.mutationOptions(refresh))
  const { paused, unconfirmed } = settings
  return (
    <section
      className={classes.sending}
      aria-label="Sending"
      data-held={paused || unconfirmed ? true : undefined}
    >
      {unconfirmed ? <Unconfirmed unconfirmed={unconfirmed} isAdmin={isAdmin} /> : null}
      <Group justify="space-between" gap="sm">
        <div>
          {paused ? (
            <>
              <strong>Sending is paused.</strong> By {paused.by}, <When at={paused.at} />. Messages and
              webhook calls are held.
            </>
          ) : (
            <>
              <strong>{unconfirmed ? 'Sending is not paused.' : 'Messages are sent.'}</strong> Pausing holds
              all messages and webhook calls of this workspace at once.
            </>
          )}
        </div>
        {!isAdmin ? null : paused ? (
          <Button
            size="xs"
            loading={pause.isPending}
            onClick={() => pause.mutate({ body: { paused: false } })}
          >
            Go on sending
          </Button>
        ) : (
          <ConfirmButton
            act="Pause all sending"
            consequence="Nothing leaves this workspace until somebody lets it go on. People still receive their assignments, and what waits is kept."
            onConfirm={() => pause.mutateAsync({ body: { paused: true } })}
          />
        )}
      </Group>
      <ProblemAlert error={pause.error} />
    </section>
  )
}

function Unconfirmed({
  unconfirmed,
  isAdmin,
}: {
  unconfirmed: NonNullable<DeliverySettings['unconfirmed']>
  isAdmin: boolean
}) {
  const queryClient = useQueryClient()
  const [waiting, setWaiting] = useState<'send' | 'cancel'>('cancel')
  const confirm = useMutation(
    api.deliverySettings.confirm.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  )
  const messages = counted(unconfirmed.waiting, 'message waits', 'messages wait')
  return (
    <Stack gap="xs" mb="md">
      <div>
        <strong>Is this the data that sends?</strong> {doubts[unconfirmed.why]} If the original still runs,
        people would get everything twice, so nothing is sent until an admin confirms.
      </div>
      {isAdmin ? (
        <>
          <Radio.Group
            label={`${messages}. They may have been sent already.`}
            value={waiting}
            onChange={value => setWaiting(value === 'send' ? 'send' : 'cancel')}
          >
            <Stack gap={6} mt={6}>
              <Radio value="cancel" label="Do not send what waits" />
              <Radio value="send" label="Send what waits" />
            </Stack>
          </Radio.Group>
          <div>
            <Button
              size="xs"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ body: { waiting } })}
            >
              Confirm that this data sends
            </Button>
          </div>
          <ProblemAlert error={confirm.error} />
        </>
      ) : null}
    </Stack>
  )
}
