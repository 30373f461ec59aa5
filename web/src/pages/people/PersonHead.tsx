import { Button } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { EvidenceButton } from '../../parts/EvidenceButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import { AsOfButton } from './AsOfButton.tsx'
import classes from './PersonPage.module.css'
import type { PersonDetails } from './personDetails.ts'

/** Who it is, and what can be done with them as a whole. */
export function PersonHead({
  person,
  mayEdit,
  onEdit,
}: {
  person: PersonDetails
  mayEdit: boolean
  onEdit: () => void
}) {
  const { asOf } = useSearch({ from: '/people/$id' })
  const navigate = useNavigate({ from: '/people/$id' })
  const { start } = usePlanAct()
  const { id, status } = person
  const name = fullName(person)
  const isActive = status === 'active'
  const turn = () =>
    void start(
      isActive
        ? {
            label: `Deactivate ${name}`,
            isDangerous: true,
            run: query => client.people.deactivate({ params: { id }, query }),
          }
        : {
            label: `Reactivate ${name}`,
            run: query => client.people.update({ params: { id }, query, body: { status: 'active' } }),
          },
    )
  return (
    <PageHeader
      title={name}
      above={<TextLink to="/people">People</TextLink>}
      actions={
        <>
          <AsOfButton
            icon={<IconCalendar size={16} aria-hidden />}
            value={asOf}
            onChange={moment => void navigate({ search: old => ({ ...old, asOf: moment }) })}
          />
          <EvidenceButton of="people" id={id} asOf={asOf} variant="default" />
          {mayEdit ? (
            <>
              <Button variant="default" onClick={turn}>
                {isActive ? 'Deactivate' : 'Reactivate'}
              </Button>
              <Button variant="default" onClick={onEdit}>
                Edit
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <span className={classes.facts}>
        <span className={classes.status} data-inactive={!isActive || undefined}>
          {isActive ? 'Active' : 'Inactive'}
        </span>
        <a href={`mailto:${person.email}`}>{person.email}</a>
        {person.externalId ? <span>External id {person.externalId}</span> : null}
        <span>
          Added <When at={person.createdAt} />, changed <When at={person.updatedAt} />
        </span>
      </span>
    </PageHeader>
  )
}
