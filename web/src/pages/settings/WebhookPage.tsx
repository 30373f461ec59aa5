import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, client, paged } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Webhooks.module.css'
import { callColumns } from './webhookCalls.tsx'

/** How often the log is fetched while it is looked at: a call that was asked for a moment ago shows how it went. */
const LOOK_MS = 3_000

/** One webhook: what it is called for, what can be done with it, and the log of its calls. */
export function WebhookPage() {
  const { id } = useParams({ from: '/settings/webhooks/$id' })
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const { data, error } = useQuery(api.webhooks.list.queryOptions())
  const calls = useInfiniteQuery({
    ...api.webhooks.calls.infiniteOptions({
      ...paged({}),
      input: (cursor: string | undefined) => ({ id, limit: 50, cursor }),
    }),
    refetchInterval: LOOK_MS,
    retry: false,
  })
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: api.webhooks.key() }) }
  const test = useMutation(api.webhooks.test.mutationOptions(refresh))
  const replay = useMutation(api.webhooks.replay.mutationOptions(refresh))
  const update = useMutation(api.webhooks.update.mutationOptions(refresh))
  const webhook = data?.items.find(one => one.id === id)
  if (error) return <ProblemAlert error={error} />
  if (data && !webhook)
    return (
      <EmptyState>
        There is no such webhook. <TextLink to="/settings/webhooks">See all webhooks</TextLink>
      </EmptyState>
    )
  if (!webhook) return null
  return (
    <>
      <TextLink to="/settings/webhooks">All webhooks</TextLink>
      <h2 className={classes.title}>{webhook.description || new URL(webhook.url).host}</h2>
      <p className="quiet">
        {webhook.isOn ? 'On' : 'Switched off'} · {webhook.url} · {webhook.events.join(', ')}
        {webhook.earlierSecretUntil ? (
          <>
            {' '}
            · signed with the earlier secret, too, until <When at={webhook.earlierSecretUntil} />
          </>
        ) : null}
      </p>
      <Group gap={8} my="md">
        <Button
          size="xs"
          disabled={!webhook.isOn}
          loading={test.isPending}
          onClick={() => test.mutate({ params: { id } })}
        >
          Test
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={update.isPending}
          onClick={() => update.mutate({ params: { id }, body: { isOn: !webhook.isOn } })}
        >
          {webhook.isOn ? 'Switch off' : 'Switch on'}
        </Button>
        <ConfirmButton
          act="Make a new secret"
          consequence="For 24 hours calls are signed with both secrets, then only with the new one."
          onConfirm={async () => {
            setSecret((await client.webhooks.rotate({ params: { id } })).secret)
            await refresh.onSuccess()
          }}
        >
          New secret
        </ConfirmButton>
        <ConfirmButton
          act="Remove this webhook"
          consequence="It is not called any more, and the log of its calls goes with it."
          onConfirm={async () => {
            await client.webhooks.remove({ params: { id } })
            await refresh.onSuccess()
            await navigate({ to: '/settings/webhooks' })
          }}
        >
          Remove
        </ConfirmButton>
      </Group>
      <ProblemAlert error={test.error ?? replay.error ?? update.error} />
      {secret ? (
        <div className={classes.fresh} role="status">
          <p>Copy the new secret now. It is not shown again.</p>
          <CopyField label="Secret" value={secret} />
        </div>
      ) : null}
      <DataList
        label="Calls"
        pages={calls}
        rowId={call => call.id}
        columns={callColumns(webhook.isOn, callId => replay.mutate({ params: { id, callId } }))}
        noun={['call', 'calls']}
        empty={<EmptyState>It has not been called yet. Test it, or wait for something to happen.</EmptyState>}
      />
    </>
  )
}
