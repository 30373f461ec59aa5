import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import classes from './Help.module.css'

/** The guide: its pages in order, to be searched. */
export function HelpPage() {
  const { q } = useSearch({ from: '/help' })
  const navigate = useNavigate({ from: '/help' })
  const { data, error, isPending, refetch } = useQuery(
    api.guide.pages.queryOptions({ input: { q }, placeholderData: keepPreviousData }),
  )
  return (
    <div className={classes.narrow}>
      <PageHeader title="Help">How Muster works, page by page.</PageHeader>
      <SearchBox
        label="Search the guide"
        value={q}
        onSearch={text => void navigate({ search: { q: text }, replace: true })}
      />
      {error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Skeleton height={240} mt="md" /> : null}
      {data?.items.length === 0 ? (
        <div className={classes.none}>
          <EmptyState>
            {q ? 'No page of the guide speaks of that.' : 'The guide has no pages here.'}
          </EmptyState>
        </div>
      ) : null}
      <ul className={classes.pages}>
        {data?.items.map(page => (
          <li key={page.slug}>
            <TextLink to="/help/$slug" params={{ slug: page.slug }} fw={600}>
              {page.title}
            </TextLink>
            <div className="quiet">{page.summary}</div>
          </li>
        ))}
      </ul>
      <p className="quiet">
        Writing a program against Muster? The <a href="/api/docs">API reference</a> has every endpoint.
      </p>
    </div>
  )
}
