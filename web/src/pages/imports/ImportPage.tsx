import { Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Import, ImportOptions } from '../../../../src/imports/contract.ts'
import { api, client } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { useMay } from '../../session.ts'
import { withCells } from './cellChoices.ts'
import { ImportCancelled } from './ImportCancelled.tsx'
import { ImportChoices } from './ImportChoices.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ImportFacts } from './ImportFacts.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { ImportNotes } from './ImportNotes.tsx'
import { ImportPlan } from './ImportPlan.tsx'
import { ImportProblems } from './ImportProblems.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import classes from './Imports.module.css'
import { isMoving } from './importStatus.ts'
import { PreviewTable } from './PreviewTable.tsx'
import { SpellingChoices } from './SpellingChoices.tsx'
import { useCancelImport } from './useCancelImport.ts'

const LOOK_AGAIN_MS = 500

export function ImportPage() {
  const { id } = useParams({ from: '/imports/$id' })
  const { problems } = useSearch({ from: '/imports/$id' })
  const navigate = useNavigate({ from: '/imports/$id' })
  const mayEdit = useMay('editor')
  const queryClient = useQueryClient()
  const query = useQuery({
    ...api.imports.get.queryOptions({ input: { id } }),
    refetchInterval: state => (isMoving(state.state.data) ? LOOK_AGAIN_MS : false),
  })
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.imports.key() })
  const options = useMutation({
    mutationFn: (next: ImportOptions) => client.imports.update({ params: { id }, body: { options: next } }),
    onSuccess: now => {
      if ('fileName' in now) queryClient.setQueryData(api.imports.get.queryKey({ input: { id } }), now)
      void refresh()
    },
  })
  const commit = useMutation({
    mutationFn: (act: { expectedVersion: number; confirm: string | undefined }) =>
      client.imports.commit({ params: { id }, query: act }),
    // The answer comes when all is written; until then the import itself says how far it is.
    onMutate: () => window.setTimeout(() => void query.refetch(), LOOK_AGAIN_MS / 2),
    onSettled: () => queryClient.invalidateQueries(),
  })
  const change = (next: ImportOptions) => {
    // A plan that came back with a refusal was for the columns as they were.
    commit.reset()
    options.mutate(next)
  }
  const cancel = useCancelImport(id)
  const onCancel = mayEdit && !cancel.isPending ? () => cancel.mutate() : null
  const one = query.data
  if (!one) {
    return (
      <>
        <PageHeader title="Import" above={<TextLink to="/imports">Imports</TextLink>} />
        {query.error ? (
          <ProblemAlert error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Stack role="status" aria-label="Import: loading" gap="md">
            <Skeleton height={56} />
            <Skeleton height={260} />
            <Skeleton height={160} />
          </Stack>
        )}
      </>
    )
  }

  const isOpen = one.status === 'ready' || one.status === 'failed'
  // Answers come one by one, so the plan stays in sight while one is worked in.
  const isAnswering = options.isPending && Object.keys(options.variables).join() === 'spellings'
  const isPlanning = (options.isPending && !isAnswering) || one.status === 'reading'
  const isCommitting = one.status === 'committing' || commit.isPending
  return (
    <>
      <PageHeader title={one.fileName} above={<TextLink to="/imports">Imports</TextLink>}>
        <ImportHistory one={one} mayEdit={mayEdit} />
      </PageHeader>
      {isCommitting ? (
        <ImportProgress
          key="committing"
          title="Importing"
          progress={one.status === 'committing' ? one.progress : { done: 0, total: one.rows }}
          at={query.dataUpdatedAt}
          onCancel={onCancel}
        />
      ) : isPlanning ? (
        <ImportProgress
          key="reading"
          title="Reading the file and working out what it would do"
          progress={one.progress}
          at={query.dataUpdatedAt}
          onCancel={onCancel}
        />
      ) : null}
      <ProblemAlert error={cancel.error} />
      {one.status === 'cancelled' ? <ImportCancelled isFresh={cancel.isSuccess} /> : null}
      {one.status === 'failed' && !isPlanning ? (
        <div className={classes.failed} role="alert">
          <strong>This list cannot be imported as it is.</strong> {one.error}{' '}
          {onCancel ? (
            <button type="button" className="linkButton" onClick={onCancel}>
              Cancel this import
            </button>
          ) : null}
        </div>
      ) : null}
      {one.status === 'done' || one.status === 'undone' ? (
        <ImportDone one={one} mayEdit={mayEdit} isFresh={commit.isSuccess} />
      ) : null}
      <ImportNotes notes={one.notes} />
      <ImportFacts
        one={one}
        isDisabled={!mayEdit || !isOpen || isPlanning || isCommitting}
        onChange={change}
      />
      <PreviewTable
        one={withPending(one, options.isPending ? options.variables : undefined)}
        isReadOnly={!mayEdit || !isOpen || isCommitting}
        onChange={columns => change({ columns: withCells(one, columns) })}
      />
      <ImportChoices
        one={withPending(one, options.isPending ? options.variables : undefined)}
        isDisabled={!mayEdit || !isOpen || isPlanning || isCommitting}
        mayEdit={mayEdit && isOpen}
        onChange={change}
      />
      <ProblemAlert error={options.error} list />
      {one.problems > 0 && !isPlanning && one.status !== 'cancelled' ? (
        <ImportProblems
          one={one}
          mayEdit={mayEdit}
          showsAll={problems === true}
          onShowAll={() => void navigate({ search: { problems: true }, replace: true })}
        />
      ) : null}
      {one.plan && !isPlanning && one.status === 'ready' ? (
        <ImportPlan
          key={one.id}
          plan={one.plan}
          error={commit.error}
          isCommitting={isCommitting}
          mayEdit={mayEdit}
          isAnswering={isAnswering}
          spellings={
            mayEdit ? (
              <SpellingChoices
                tags={one.plan.tags}
                answers={one.options.spellings ?? []}
                isDisabled={isAnswering || isCommitting}
                onAnswer={spellings => change({ spellings })}
              />
            ) : undefined
          }
          onCancel={() => cancel.mutate()}
          onCommit={confirm => commit.mutate({ expectedVersion: one.plan?.version ?? 0, confirm })}
        />
      ) : null}
      {isPlanning ? <Skeleton height={240} mt="lg" /> : null}
    </>
  )
}

/** What was just chosen shows at once, while the server works out what they mean. */
function withPending(one: Import, options: ImportOptions | undefined): Import {
  if (!options) return one
  const all = { ...one, options: { ...one.options, ...options } }
  if (!options.columns) return all
  const columns = options.columns.map(({ header, role, key }) => ({ header, role, key: key ?? null }))
  return { ...all, columns }
}
