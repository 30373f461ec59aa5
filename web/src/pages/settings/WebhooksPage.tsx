import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Webhook, webhookEvents } from '../../../../src/webhooks/contract.ts'
import { api, client } from '../../api.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { When } from '../../parts/When.tsx'
import classes from './Webhooks.module.css'

const columns: Column<Webhook>[] = [
  {
    id: 'url',
    header: 'Address',
    cell: webhook => (
      <>
        <span className={classes.name}>{webhook.description || new URL(webhook.url).host}</span>
        <span className={`quiet ${classes.small}`}>{webhook.url}</span>
      </>
    ),
  },
  {
    id: 'events',
    header: 'Events',
    cell: webhook =>
      webhook.events.length === webhookEvents.length ? 'All' : <span>{webhook.events.join(', ')}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '170px',
    cell: ({ isOn, counts }) => (
      <>
        {isOn ? 'On' : <span className="quiet">Off</span>}
        {counts.waiting > 0 ? <span>{`, ${figure(counts.waiting)} waiting`}</span> : null}
        {counts.failed > 0 ? <span className="leave">{`, ${figure(counts.failed)} failed`}</span> : null}
      </>
    ),
  },
  { id: 'made', header: 'Made', width: '120px', cell: webhook => <When at={webhook.createdAt} /> },
]

/** Addresses that are called when something happens. A secret is shown once, when it is made. */
export function WebhooksPage() {
  const queryClient = useQueryClient()
  const webhooks = useQuery(api.webhooks.list.queryOptions())
  const [fresh, setFresh] = useState<{ url: string; secret: string } | null>(null)
  const [events, setEvents] = useState<string[]>([...webhookEvents])
  const { onSubmit, pending, error, errors } = useSubmit(async (field, form) => {
    const body = {
      url: field('url'),
      description: field('description'),
      events: webhookEvents.filter(event => events.includes(event)),
    }
    setFresh(await client.webhooks.create({ body }))
    form.reset()
    await queryClient.invalidateQueries({ queryKey: api.webhooks.key() })
  })
  return (
    <>
      {fresh ? (
        <div className={classes.fresh} role="status">
          <p>Copy the secret of {fresh.url} now. It is not shown again.</p>
          <CopyField label="Secret" value={fresh.secret} />
        </div>
      ) : null}
      {webhooks.error ? <ProblemAlert error={webhooks.error} retry={() => void webhooks.refetch()} /> : null}
      {webhooks.data ? (
        <DataList
          label="Webhooks"
          rows={webhooks.data.items}
          rowId={webhook => webhook.id}
          link={webhook => ({ to: '/settings/webhooks/$id', params: { id: webhook.id } })}
          columns={columns}
          noun={['webhook', 'webhooks']}
          empty={
            <EmptyState>
              No webhook yet. One tells another program at once when somebody receives or completes something.
            </EmptyState>
          }
        />
      ) : null}
      <section aria-labelledby="new-webhook">
        <h2 id="new-webhook" className={classes.part}>
          Make a webhook
        </h2>
        <form className={classes.form} noValidate onSubmit={onSubmit}>
          <TextInput
            label="Address"
            description="Begins with https://"
            name="url"
            type="url"
            required
            withAsterisk={false}
            error={errors.url}
          />
          <TextInput
            label="Description"
            description="What it is for, for those who come after you"
            name="description"
            error={errors.description}
          />
          <Checkbox.Group label="Events" value={events} onChange={setEvents} error={errors.events}>
            <div className={classes.events}>
              {webhookEvents.map(event => (
                <Checkbox key={event} value={event} label={event} />
              ))}
            </div>
          </Checkbox.Group>
          {Object.keys(errors).length === 0 ? <ProblemAlert error={error} /> : null}
          <div>
            <Button type="submit" loading={pending}>
              Make a webhook
            </Button>
          </div>
        </form>
      </section>
    </>
  )
}
