import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import type { ChosenPeople } from './chosenPeople.ts'
import type { TagsAct } from './SetTagsForm.tsx'
import type { PeopleFilter } from './usePeopleFilter.ts'

const SetTagsForm = lazy(() => import('./SetTagsForm.tsx'))

/** What can be done with the people chosen. Each act shows its plan first. */
export function SelectionActs({
  count,
  choose,
  status,
  onDone,
}: {
  count: number
  choose: () => Promise<ChosenPeople>
  status: PeopleFilter['status']
  onDone: () => void
}) {
  const [form, setForm] = useState<TagsAct | null>(null)
  const { start } = usePlanAct()
  const people = counted(count, 'person', 'people')
  const setStatus = (next: 'active' | 'inactive') => {
    const chosen = choose()
    void start({
      label: `${next === 'active' ? 'Reactivate' : 'Deactivate'} ${people}`,
      isDangerous: next === 'inactive',
      run: async query => client.people.setStatus({ query, body: { ...(await chosen), status: next } }),
      onDone,
    })
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setForm('add')}>
        Add tags
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => setForm('remove')}>
        Remove tags
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => setForm('replace')}>
        Replace tags
      </Button>
      {status === 'inactive' ? null : (
        <Button variant="default" size="compact-sm" onClick={() => setStatus('inactive')}>
          Deactivate
        </Button>
      )}
      {status === 'inactive' || status === 'any' ? (
        <Button variant="default" size="compact-sm" onClick={() => setStatus('active')}>
          Reactivate
        </Button>
      ) : null}
      {form ? (
        <Suspense fallback={null}>
          <SetTagsForm
            act={form}
            people={people}
            choose={choose}
            onClose={() => setForm(null)}
            onDone={() => {
              setForm(null)
              onDone()
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
