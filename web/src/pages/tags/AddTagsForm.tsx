import { Autocomplete, Switch, TagsInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../../src/tags/fold.ts'
import { api, client } from '../../api.ts'
import { ActForm } from '../../parts/ActForm.tsx'
import { counted } from '../../parts/Count.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { saysNothingOfSpellings } from '../../parts/planFigures.ts'
import { scrollingOptions } from '../../parts/scrollingOptions.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { notAtAField } from './notAtAField.ts'

/** Tags by hand: one key, as many values as are typed. */
export function AddTagsForm({ tagKey, onClose }: { tagKey: string; onClose: () => void }) {
  const { start } = usePlanAct()
  const [key, setKey] = useState(tagKey)
  const [values, setValues] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [createSegment, setCreateSegment] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const known = useQuery(
    api.tags.keys.queryOptions({
      input: { q: key || undefined, limit: 20 },
      placeholderData: keepPreviousData,
    }),
  )
  // What still stands in the field counts: not everybody presses Enter after the last value.
  const all =
    typed.trim() && !values.some(one => fold(one) === fold(typed)) ? [...values, typed.trim()] : values
  const errors = error ? fieldErrors(error) : {}
  const valuesError = Object.entries(errors).find(
    ([path]) => path === 'values' || path.startsWith('values.'),
  )?.[1]
  const submit = () => {
    setError(null)
    void start({
      label: all.length === 1 ? `Add tag ${key.trim()}: ${all[0]}` : `Add ${counted(all.length, 'tag')}`,
      quiet: plan =>
        plan.notes.length === 0 &&
        plan.tags.lookAlikes.length === 0 &&
        saysNothingOfSpellings(plan) &&
        plan.messages === 0,
      run: query => client.tags.create({ query, body: { key, values: all, createSegment } }),
      onDone: onClose,
      onRefused: setError,
    })
  }
  return (
    <ActForm
      title="Add tags"
      submit={all.length > 1 ? `Add ${counted(all.length, 'tag')}` : 'Add tag'}
      isReady={key.trim() !== '' && all.length > 0}
      onSubmit={submit}
      onClose={onClose}
      error={valuesError ? null : notAtAField(error, ['key'])}
    >
      <Autocomplete
        {...scrollingOptions}
        label="Key"
        // Typing or an arrow opens it; on arrival it would cover the rest of the form.
        openOnFocus={false}
        placeholder="Department, Location, …"
        withAsterisk
        data-autofocus={tagKey === '' || undefined}
        value={key}
        onChange={setKey}
        data={known.data?.items.map(one => one.name) ?? []}
        error={errors.key}
      />
      <TagsInput
        {...scrollingOptions}
        label="Values"
        description="Press Enter after each. A column copied from a spreadsheet can be pasted whole."
        placeholder={values.length === 0 ? 'Sales, Marketing, …' : ''}
        withAsterisk
        data-autofocus={tagKey === '' ? undefined : true}
        value={values}
        onChange={setValues}
        searchValue={typed}
        onSearchChange={setTyped}
        isDuplicate={(text, chosen) => chosen.some(one => fold(one) === fold(text))}
        splitChars={['\n', '\t']}
        error={valuesError}
      />
      <Switch
        label={all.length > 1 ? 'Also create a segment of each tag' : 'Also create a segment of this tag'}
        checked={createSegment}
        onChange={event => setCreateSegment(event.currentTarget.checked)}
      />
    </ActForm>
  )
}
