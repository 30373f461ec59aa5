import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import type { PersonName } from '../../../../src/changes/moveContract.ts'
import { api, client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { PersonSelect } from '../../parts/PersonSelect.tsx'
import { fullName } from '../../parts/planNames.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { notAtAField } from '../tags/notAtAField.ts'

const words = {
  exempt: {
    title: (name: string) => `Exempt ${name}`,
    submit: 'Exempt person',
    until: 'Up to and including',
    about: 'The assignment does not reach them until then, and is withdrawn if they have it open.',
    reason: 'Kept on record: “Parental leave”.',
  },
  extended: {
    title: (name: string) => `Extend the due day of ${name}`,
    submit: 'Extend due day',
    until: 'New due day',
    about: 'For what they have now. If the assignment comes again, it is due as for everyone.',
    reason: 'Kept on record: “Was ill for two weeks”.',
  },
} as const

/** Makes an exception for one person, with a day and a reason. */
export function ExceptionForm({
  assignment,
  kind,
  personId,
  onClose,
}: {
  assignment: Assignment
  kind: 'exempt' | 'extended'
  /** Absent: to be chosen here. */
  personId: number | undefined
  onClose: () => void
}) {
  const { start } = usePlanAct()
  const given = useQuery(
    api.people.get.queryOptions({ input: { id: personId ?? 0 }, enabled: personId !== undefined }),
  )
  const [chosen, setChosen] = useState<PersonName | null>(null)
  const [until, setUntil] = useState('')
  const [isOpenEnded, setOpenEnded] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const said = words[kind]
  const person: PersonName | null = given.data ?? chosen
  const name = person ? fullName(person) : personId === undefined ? 'somebody' : ''
  const isEndless = kind === 'exempt' && isOpenEnded
  const errors = error ? fieldErrors(error) : {}

  const submit = () => {
    if (!person) return
    setError(null)
    const body =
      kind === 'exempt'
        ? { kind, personId: person.id, until: isEndless ? null : until, reason }
        : { kind, personId: person.id, until, reason }
    void start({
      label: said.title(name),
      run: query => client.exceptions.create({ params: { id: assignment.id }, query, body }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title={`${said.title(name)}`}
      submit={said.submit}
      isReady={person !== null && (isEndless || until !== '') && reason.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      error={notAtAField(error, ['until', 'reason', 'personId'])}
    >
      <p className="quiet">{said.about}</p>
      {personId === undefined ? (
        <PersonSelect label="Person" value={chosen} onChange={setChosen} error={errors.personId} />
      ) : null}
      <TextInput
        type="date"
        label={said.until}
        data-autofocus={personId === undefined ? undefined : true}
        value={isEndless ? '' : until}
        disabled={isEndless}
        onChange={event => setUntil(event.currentTarget.value)}
        error={errors.until}
        maw={220}
      />
      {kind === 'exempt' ? (
        <Checkbox
          label="Until somebody ends it"
          checked={isOpenEnded}
          onChange={event => setOpenEnded(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label="Reason"
        description={said.reason}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
        error={errors.reason}
        autosize
        minRows={2}
        maxLength={500}
      />
    </ActForm>
  )
}
