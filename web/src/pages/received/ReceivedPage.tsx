import { Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PageLanguage } from '../../../../src/assignments/receivedContract.ts'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { problemOf, refusal } from '../../problem.ts'
import classes from './Received.module.css'
import { ReceivedItem } from './ReceivedItem.tsx'
import { type ReceivedWords, receivedWords, WordsContext } from './receivedWords.ts'

/** A recipient's own page: reached by their personal link, without an account. */
export function ReceivedPage() {
  const { token } = useParams({ from: '/r/$token' })
  const queryClient = useQueryClient()
  const options = api.assignments.received.queryOptions({
    input: { token },
    refetchOnWindowFocus: true,
    staleTime: 0,
  })
  const { data, error, refetch } = useQuery(options)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const progress = useMutation(
    api.assignments.progress.mutationOptions({
      onSuccess: item =>
        queryClient.setQueryData(options.queryKey, page =>
          page
            ? { ...page, assignments: page.assignments.map(one => (one.id === item.id ? item : one)) }
            : page,
        ),
      // What was refused has changed meanwhile: show it as it is now.
      onError: () => void refetch(),
    }),
  )

  if (error && !data) return <Wrong error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const { workspace, person, assignments, language } = data
  const words = receivedWords[language]
  const record = (id: number, body: { status: 'opened' | 'completed' } | { step: number }) =>
    progress.mutate({ params: { token, id }, body })
  const left = assignments.filter(one => one.status !== 'completed' && !one.closed).length

  return (
    <WordsContext value={words}>
      <main className={classes.page} lang={language} dir={words.direction}>
        <title>{words.title(person.firstName, workspace.name)}</title>
        <p className={classes.workspace} dir="auto">
          {workspace.name}
        </p>
        <h1 className={classes.greeting} dir="auto">
          {words.hello(person.firstName)}
        </h1>
        <p className={classes.summary} role="status">
          {assignments.length === 0 ? words.nothing : left === 0 ? words.allDone : words.toDo(left)}
        </p>
        <ProblemAlert error={progress.error ? refusal(refusedIn(progress.error, words)) : null} />
        <div className={classes.items}>
          {assignments.map(item => (
            <ReceivedItem
              key={item.id}
              item={item}
              isOpen={open.has(item.id)}
              isBusy={progress.isPending && progress.variables.params.id === item.id}
              onOpen={() => {
                setOpen(new Set([...open, item.id]))
                if (item.status === 'assigned') record(item.id, { status: 'opened' })
              }}
              onStep={step => record(item.id, { step })}
              onDone={() => record(item.id, { status: 'completed' })}
            />
          ))}
        </div>
      </main>
    </WordsContext>
  )
}

/** Why it was refused, in the page's language. */
function refusedIn(error: unknown, { refused }: ReceivedWords): string {
  const { ground } = problemOf(error).more
  const known = Object.entries(refused).find(([is]) => is === ground)
  return known?.[1] ?? refused.other
}

/** What to say, and in which language, of a link that was replaced or revoked. */
function endedIn({ ended }: Record<string, unknown>) {
  if (typeof ended !== 'object' || ended === null) return undefined
  if (!('workspace' in ended) || !('language' in ended) || !('how' in ended)) return undefined
  const languages = Object.keys(receivedWords) as PageLanguage[]
  const language = languages.find(one => one === ended.language)
  if (!language) return undefined
  const { direction, revokedTitle, revoked, replacedTitle, replaced } = receivedWords[language]
  const [title, say] = ended.how === 'revoked' ? [revokedTitle, revoked] : [replacedTitle, replaced]
  return { language, direction, title, sentence: say(String(ended.workspace)) }
}

function Wrong({ error, retry }: { error: unknown; retry: () => void }) {
  const { status, detail, more } = problemOf(error)
  const isWrongLink = status === 404 || status === 422
  const ended = endedIn(more)
  const title = ended?.title ?? 'This link does not work'
  return (
    <main className={classes.page} lang={ended?.language} dir={ended?.direction}>
      <title>{title}</title>
      {isWrongLink ? (
        <>
          <h1 className={classes.greeting}>{title}</h1>
          <p className={classes.summary}>
            {ended
              ? ended.sentence
              : status === 404
                ? detail
                : 'A part of it may be missing. Open it again from the message it came in, or ask whoever sent it for a new one.'}
          </p>
        </>
      ) : (
        <>
          <h1 className={classes.greeting}>One moment, please</h1>
          <ProblemAlert error={error} retry={retry} />
        </>
      )}
    </main>
  )
}

function Loading() {
  return (
    <main className={classes.page} aria-busy="true">
      <h1 className={classes.greeting}>
        <Skeleton height={32} width={180} />
        <span className={classes.loading}>Loading</span>
      </h1>
      <Skeleton height={160} mt={24} />
    </main>
  )
}
