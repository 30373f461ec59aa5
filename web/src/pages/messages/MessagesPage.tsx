import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Message } from '../../../../src/delivery/contract.ts'
import { api, paged } from '../../api.ts'
import { figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { messageTone, messageWords } from '../../parts/messageWords.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import classes from './MessagesPage.module.css'

const kindWords = {
  assigned: 'New',
  reminder: 'Reminder',
  escalation: 'To the manager',
} as const satisfies Record<Message['kind'], string>

const sendingWords = {
  on: null,
  paused: 'Sending is paused in this workspace, so messages are held until an admin lets it go on.',
  unconfirmed: 'This data was restored or copied. Messages are held until an admin has confirmed it.',
  notSetUp:
    'Sending is not set up, so messages are held. Whoever runs this server sets MUSTER_SMTP_URL; then they go out.',
} as const

const columns = (sendingIsOn: boolean): Column<Message>[] => [
  {
    id: 'person',
    header: 'To',
    cell: message => (
      <>
        <TextLink
          to="/people/$id"
          params={{ id: message.person.id }}
          fw={500}
          c="var(--mantine-color-text)"
          underline="hover"
        >
          {message.person.name || message.to}
        </TextLink>
        <div className={`quiet clip ${classes.small}`}>{message.to}</div>
      </>
    ),
  },
  {
    id: 'assignment',
    header: 'Assignment',
    cell: message => (
      <TextLink
        to="/assignments/$id"
        params={{ id: message.assignment.id }}
        c="var(--mantine-color-text)"
        underline="hover"
      >
        {message.assignment.title}
      </TextLink>
    ),
  },
  { id: 'kind', header: 'Kind', width: '110px', cell: message => kindWords[message.kind] },
  {
    id: 'status',
    header: 'Status',
    width: '280px',
    cell: message => <Status message={message} sendingIsOn={sendingIsOn} />,
  },
  {
    id: 'at',
    header: 'When',
    width: '130px',
    cell: message => <When at={message.sentAt ?? message.createdAt} />,
  },
]

/** What was sent, what waits and what failed, with the mail server's own words. */
export function MessagesPage() {
  const search = useSearch({ from: '/messages' })
  const navigate = useNavigate({ from: '/messages' })
  const messages = useInfiniteQuery(api.delivery.list.infiniteOptions(paged(search)))
  const newest = messages.data?.pages.at(-1)
  const sending = newest ? sendingWords[newest.sending] : null
  const choose = (status: Message['status'] | undefined) =>
    void navigate({ search: old => ({ ...old, status }), replace: true })

  return (
    <>
      <PageHeader title="Messages" count={newest?.total}>
        {search.assignment ? <AssignmentName id={search.assignment} /> : null}
      </PageHeader>
      {sending ? <p className={classes.held}>{sending}</p> : null}
      <Group gap={6} mb="md" role="group" aria-label="Status">
        {[undefined, ...(Object.keys(messageWords) as Message['status'][])].map(status => {
          const isChosen = search.status === status
          const count = status ? newest?.counts[status] : undefined
          if (status && !count && !isChosen) return null
          return (
            <Button
              key={status ?? 'all'}
              size="compact-sm"
              variant={isChosen ? 'light' : 'default'}
              aria-pressed={isChosen}
              onClick={() => choose(status)}
            >
              {status ? `${messageWords[status]} ${figure(count ?? 0)}` : 'All'}
            </Button>
          )
        })}
      </Group>
      <DataList
        label="Messages"
        pages={messages}
        columns={columns(newest?.sending === 'on')}
        rowId={message => message.id}
        noun={['message', 'messages']}
        empty={
          <EmptyState
            action={
              <LinkButton to="/assignments" variant="default">
                See the assignments
              </LinkButton>
            }
          >
            {search.status || search.assignment
              ? 'No message fits these filters.'
              : 'No message yet. Publishing an assignment writes to everyone in its audience.'}
          </EmptyState>
        }
      />
    </>
  )
}

/** What the server lets go out again; a message that was given up may have a reason to be sent once more. */
const canGoAgain = { bounced: true, failed: true, unknown: true, cancelled: true } as const satisfies Partial<
  Record<Message['status'], true>
>

function Status({ message, sendingIsOn }: { message: Message; sendingIsOn: boolean }) {
  const queryClient = useQueryClient()
  const mayRetry = useMay('editor')
  const retry = useMutation(
    api.delivery.retry.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.delivery.key() }),
    }),
  )
  // Why all of them are held stands above the list.
  const reason = message.status === 'held' && !sendingIsOn ? null : message.reason
  return (
    <>
      <span className={messageTone(message.status)}>{messageWords[message.status]}</span>
      {mayRetry && sendingIsOn && message.status in canGoAgain ? (
        <Button
          ml={8}
          size="compact-xs"
          variant="default"
          loading={retry.isPending}
          aria-label={`Send the message to ${message.to} again`}
          onClick={() => retry.mutate({ params: { id: message.id } })}
        >
          Send again
        </Button>
      ) : null}
      {retry.error ? <ProblemAlert error={retry.error} /> : null}
      {reason ? <div className={`quiet ${classes.small}`}>{reason}</div> : null}
      {message.status === 'queued' && reason ? (
        <div className={`quiet ${classes.small}`}>
          Goes out <When at={message.sendAt} />
        </div>
      ) : null}
    </>
  )
}

function AssignmentName({ id }: { id: number }) {
  const { data } = useQuery(api.assignments.get.queryOptions({ input: { id } }))
  return (
    <>
      Of{' '}
      <TextLink to="/assignments/$id" params={{ id }}>
        {data?.title ?? `assignment ${id}`}
      </TextLink>
      . <TextLink to="/messages">Show all messages</TextLink>
    </>
  )
}
