import { useForm } from '@mantine/form'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { movesNoMembership } from '../../parts/planFigures.ts'
import { fullName } from '../../parts/planNames.ts'
import { problemOf } from '../../problem.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { checkPerson, PersonFields, type PersonValues } from './PersonFields.tsx'
import type { PersonDetails } from './personDetails.ts'

/** Name, address and external id. Tags are edited on the page itself. */
export function EditPersonForm({ person, onClose }: { person: PersonDetails; onClose: () => void }) {
  const { start } = usePlanAct()
  const [error, setError] = useState<unknown>(null)
  const { id, email, firstName, lastName } = person
  const form = useForm<PersonValues>({
    mode: 'uncontrolled',
    initialValues: { email, firstName, lastName, externalId: person.externalId ?? '' },
    validate: checkPerson,
  })
  const submit = () => {
    if (form.validate().hasErrors) return
    setError(null)
    const { externalId, ...values } = form.getValues()
    void start({
      label: `Save ${fullName(values)}`,
      quiet: movesNoMembership,
      run: query =>
        client.people.update({
          params: { id },
          query,
          body: { ...values, externalId: externalId.trim() || null },
        }),
      onDone: onClose,
      onRefused: refused => {
        form.setErrors(fieldErrors(refused))
        setError(refused)
      },
    })
  }
  return (
    <ActForm
      title={`Edit ${fullName(person)}`}
      submit="Save person"
      onSubmit={submit}
      onClose={onClose}
      error={error && problemOf(error).errors.length === 0 ? error : null}
    >
      <PersonFields form={form} />
    </ActForm>
  )
}
