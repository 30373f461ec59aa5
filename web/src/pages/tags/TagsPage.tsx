import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { useMay } from '../../session.ts'
import { FoundTags } from './FoundTags.tsx'
import { KeySection } from './KeySection.tsx'
import { LookAlikes } from './LookAlikes.tsx'
import { TagForm, type TagFormOf } from './TagForm.tsx'
import classes from './Tags.module.css'

/** With more keys than this, sections begin folded: the names of the keys are the way in. */
const FEW = 10
/** The most keys one page lists; more are found by searching. */
const MOST_KEYS = 500

export function TagsPage() {
  const { q, key } = useSearch({ from: '/tags' })
  const navigate = useNavigate({ from: '/tags' })
  const mayEdit = useMay('editor')
  const [form, setForm] = useState<TagFormOf | null>(null)
  const keys = useQuery(api.tags.keys.queryOptions({ input: { limit: MOST_KEYS } }))
  // Look-alikes stand above the keys, so the keys wait for them rather than jump down when they come.
  const overview = useQuery(api.home.overview.queryOptions())
  const isPending = keys.isPending || (overview.isPending && overview.failureCount === 0)
  const items = isPending ? [] : (keys.data?.items ?? [])
  const values = items.reduce((sum, one) => sum + one.values, 0)
  const onForm = mayEdit ? setForm : undefined

  return (
    <>
      <PageHeader
        title="Tags"
        actions={
          mayEdit ? (
            <LinkButton to="/tags/new" data-create>
              Add tags
            </LinkButton>
          ) : null
        }
      >
        {keys.data ? `${counted(keys.data.total, 'key')}, ${counted(values, 'value')}` : '\u00a0'}
      </PageHeader>
      {keys.error ? <ProblemAlert error={keys.error} retry={() => void keys.refetch()} /> : null}
      {isPending ? <Loading /> : null}
      {keys.data?.total === 0 ? (
        <EmptyState
          action={
            mayEdit ? (
              <>
                <LinkButton to="/tags/new">Add tags</LinkButton>
                <LinkButton to="/imports" variant="default">
                  Import a list
                </LinkButton>
              </>
            ) : null
          }
        >
          No tags yet. A tag is a key and a value, such as Department: Sales. Add some by hand, or import a
          list: every further column of it becomes a key.
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <>
          <div className={classes.search}>
            <SearchBox
              label="Search tags"
              placeholder="Search keys and values"
              value={q}
              onSearch={next => void navigate({ search: old => ({ ...old, q: next }), replace: true })}
            />
          </div>
          {q ? (
            <FoundTags q={q} onForm={onForm} />
          ) : (
            <>
              <LookAlikes mayEdit={mayEdit} />
              <div className={classes.keys}>
                {items.map(one => (
                  <KeySection
                    key={one.id}
                    tagKey={one}
                    startsOpen={items.length <= FEW || one.name === key}
                    onForm={onForm}
                  />
                ))}
              </div>
              {(keys.data?.total ?? 0) > items.length ? (
                <p className="quiet">
                  The first {figure(items.length)} of {figure(keys.data?.total ?? 0)} keys. Search for the
                  others.
                </p>
              ) : null}
            </>
          )}
        </>
      ) : null}
      {form ? <TagForm of={form} onClose={() => setForm(null)} /> : null}
      {/* The form for new ones opens over the list. */}
      <Outlet />
    </>
  )
}

function Loading() {
  return (
    <Stack role="status" aria-label="Tags: loading" gap="xl">
      <Skeleton height={36} maw={480} />
      <Skeleton height={140} />
      <Skeleton height={140} />
    </Stack>
  )
}
