import { Checkbox, NativeSelect } from '@mantine/core'
import type { Import, ImportOptions } from '../../../../src/imports/contract.ts'
import { CellChoices } from './CellChoices.tsx'
import classes from './ImportChoices.module.css'
import { PresetChoice } from './PresetChoice.tsx'

const modes = {
  createAndUpdate: ['Add new people and update known ones', ''],
  create: ['Only add new people', 'Rows of people who are here already are left out.'],
  update: ['Only update people who are here', 'Rows of people who are not here are left out.'],
} as const
const matches = {
  email: ['E-mail address', ''],
  externalId: [
    'External id',
    'The address in the row becomes theirs; the person and their history stay the same.',
  ],
} as const

/** What the file means: which rows count, how people are found, who is missing, and what the cells of each column do. */
export function ImportChoices({
  one,
  isDisabled,
  mayEdit,
  onChange,
}: {
  one: Import
  isDisabled: boolean
  mayEdit: boolean
  onChange: (options: ImportOptions) => void
}) {
  if (one.columns.length === 0) return null
  const { mode = 'createAndUpdate', match = 'email', fullList = false } = one.options
  const hasIds = match === 'externalId' || one.columns.some(column => column.role === 'externalId')
  const said = [
    modes[mode][1],
    matches[match][1],
    fullList ? 'Active people who are not in the file are deactivated.' : '',
  ].filter(sentence => sentence !== '')
  return (
    <section className={classes.choices} aria-label="What the file means">
      <div className={classes.row}>
        <NativeSelect
          label="Rows"
          size="xs"
          disabled={isDisabled}
          value={mode}
          data={Object.entries(modes).map(([value, [label]]) => ({ value, label }))}
          onChange={event => {
            const { value } = event.currentTarget
            if (isKey(modes, value)) onChange({ mode: value })
          }}
        />
        <NativeSelect
          label="People are found by"
          size="xs"
          disabled={isDisabled || !hasIds}
          title={hasIds ? undefined : 'No column is read as the external id.'}
          value={match}
          data={Object.entries(matches).map(([value, [label]]) => ({ value, label }))}
          onChange={event => {
            const { value } = event.currentTarget
            if (isKey(matches, value)) onChange({ match: value })
          }}
        />
        <Checkbox
          className={classes.check}
          label="Full list: whoever is not in it is deactivated"
          size="xs"
          disabled={isDisabled}
          checked={fullList}
          onChange={event => onChange({ fullList: event.currentTarget.checked })}
        />
      </div>
      {said.length > 0 ? <p className={classes.said}>{said.join(' ')}</p> : null}
      <CellChoices one={one} isDisabled={isDisabled} onChange={columns => onChange({ columns })} />
      {mayEdit ? <PresetChoice one={one} isDisabled={isDisabled} onChange={onChange} /> : null}
    </section>
  )
}

function isKey<Key extends string>(table: Record<Key, unknown>, value: string): value is Key {
  return value in table
}
