import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TextLink } from '../../parts/TextLink.tsx'
import { problemOf } from '../../problem.ts'
import { useMay } from '../../session.ts'
import { PersonProgress } from '../reports/PersonProgress.tsx'
import { EditPersonForm } from './EditPersonForm.tsx'
import { PastNote } from './PastNote.tsx'
import { PersonAssignments } from './PersonAssignments.tsx'
import { PersonHead } from './PersonHead.tsx'
import { PersonLink } from './PersonLink.tsx'
import classes from './PersonPage.module.css'
import { PersonSegments } from './PersonSegments.tsx'
import { PersonTags } from './PersonTags.tsx'
import { PersonTimeline } from './PersonTimeline.tsx'

export function PersonPage() {
  const { id } = useParams({ from: '/people/$id' })
  const { asOf, why, edit } = useSearch({ from: '/people/$id' })
  const navigate = useNavigate({ from: '/people/$id' })
  const isPast = asOf !== undefined
  const mayEdit = useMay('editor') && !isPast
  const query = useQuery({
    ...api.people.get.queryOptions({ input: { id, asOf } }),
    // Turning the page to another day keeps the day before in sight until the answer is there.
    placeholderData: earlier => (earlier?.id === id ? earlier : undefined),
  })
  const person = query.data
  const setWhy = (segment: number | undefined) =>
    void navigate({ search: old => ({ ...old, why: segment }), replace: true })
  const setEdit = (isEditing: boolean) =>
    void navigate({ search: old => ({ ...old, edit: isEditing || undefined }) })

  if (!person) {
    return (
      <>
        <PageHeader title="Person" above={<TextLink to="/people">People</TextLink>} />
        {asOf ? <PastNote asOf={asOf} /> : null}
        {query.error ? (
          <ProblemAlert
            error={query.error}
            {...(problemOf(query.error).status === 404 ? {} : { retry: () => void query.refetch() })}
          />
        ) : (
          <Loading />
        )}
      </>
    )
  }
  return (
    <div data-stale={query.isPlaceholderData || undefined} className={classes.page}>
      <PersonHead person={person} mayEdit={mayEdit} onEdit={() => setEdit(true)} />
      {asOf ? <PastNote asOf={asOf} /> : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <PersonTags
            key={`${person.id} ${asOf}`}
            person={person}
            asOf={asOf}
            mayEdit={mayEdit && person.status === 'active'}
          />
          <PersonSegments person={person} asOf={asOf} why={why} onWhy={setWhy} />
          {person.assignments.length > 0 && !isPast ? <PersonProgress id={person.id} /> : null}
          <PersonAssignments assignments={person.assignments} />
        </div>
        <div className={classes.side}>
          {(person.link || person.linkRevoked) && !isPast ? (
            <PersonLink id={person.id} name={fullName(person)} link={person.link} />
          ) : null}
          <PersonTimeline id={person.id} asOf={asOf} />
        </div>
      </div>
      {edit && mayEdit ? (
        <EditPersonForm key={person.id} person={person} onClose={() => setEdit(false)} />
      ) : null}
    </div>
  )
}

function Loading() {
  return (
    <Stack role="status" aria-label="Person: loading" gap="lg" maw={720}>
      <Skeleton height={20} width="40%" />
      <Skeleton height={110} />
      <Skeleton height={90} />
      <Skeleton height={90} />
    </Stack>
  )
}
