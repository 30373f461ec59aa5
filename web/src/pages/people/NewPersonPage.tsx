import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { KeyValueEditor, type TagsByKey } from '../../parts/KeyValueEditor.tsx'
import { fullName } from '../../parts/planNames.ts'
import { problemOf } from '../../problem.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './PeoplePage.module.css'
import { checkPerson, PersonFields, type PersonValues } from './PersonFields.tsx'

/** A form over the list of people. */
export function NewPersonPage() {
  const navigate = useNavigate()
  const { start } = usePlanAct()
  const [tags, setTags] = useState<TagsByKey>({})
  const [error, setError] = useState<unknown>(null)
  const form = useForm<PersonValues>({
    mode: 'uncontrolled',
    initialValues: { email: '', firstName: '', lastName: '', externalId: '' },
    validate: checkPerson,
  })
  const close = () => void navigate({ to: '/people', search: true })
  const submit = () => {
    if (form.validate().hasErrors) return
    setError(null)
    const { externalId, ...values } = form.getValues()
    const carried = Object.fromEntries(Object.entries(tags).filter(([, all]) => all.length > 0))
    void start({
      label: `Add ${fullName(values)}`,
      run: query =>
        client.people.create({
          query,
          body: { ...values, externalId: externalId.trim() || null, tags: carried },
        }),
      onDone: person => void navigate({ to: '/people/$id', params: { id: person.id } }),
      onRefused: refused => {
        form.setErrors(fieldErrors(refused))
        setError(refused)
      },
    })
  }
  return (
    <ActForm
      title="Add a person"
      submit="Add person"
      size="lg"
      onSubmit={submit}
      onClose={close}
      error={error && problemOf(error).errors.length === 0 ? error : null}
    >
      <PersonFields form={form} />
      <fieldset className={classes.choices}>
        <legend>Tags</legend>
        <KeyValueEditor value={tags} onChange={setTags} errors={error ? fieldErrors(error) : {}} />
      </fieldset>
    </ActForm>
  )
}
