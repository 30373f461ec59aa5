import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Import } from '../../../../src/imports/contract.ts'
import { type CellChoice, type ColumnChoice, cellChoiceOf, isPlain, withCells } from './cellChoices.ts'
import classes from './ImportChoices.module.css'

const separators = [
  [';', 'semicolons  ;'],
  [',', 'commas  ,'],
  ['|', 'bars  |'],
  ['/', 'slashes  /'],
  ['\n', 'line breaks'],
] as const

/** Per tag column, what its cells mean; folded away as long as every cell is simply one value. */
export function CellChoices({
  one,
  isDisabled,
  onChange,
}: {
  one: Import
  isDisabled: boolean
  onChange: (columns: ColumnChoice[]) => void
}) {
  const columns = one.columns.filter(column => column.role === 'tag')
  const special = columns.filter(column => !isPlain(cellChoiceOf(one, column.header)))
  const [isOpen, setIsOpen] = useState(special.length > 0)
  if (columns.length === 0) return null
  const change = (header: string, cells: CellChoice) =>
    onChange(
      withCells(one, one.columns).map(column =>
        column.header === header ? { ...column, ...cells } : column,
      ),
    )
  return (
    <details className={classes.cells} open={isOpen} onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>
        What the cells mean
        <span className={classes.quiet}>
          {special.length === 0
            ? 'each is one value, and a blank leaves what is there'
            : `chosen for ${special.map(column => column.key).join(', ')}`}
        </span>
      </summary>
      {isOpen
        ? columns.map(({ header, key }, at) => (
            <ColumnCells
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may have a heading twice, so the place belongs to the name
              key={`${at} ${header}`}
              name={key ?? header}
              choice={cellChoiceOf(one, header)}
              isDisabled={isDisabled}
              onChange={cells => change(header, cells)}
            />
          ))
        : null}
    </details>
  )
}

function ColumnCells({
  name,
  choice,
  isDisabled,
  onChange,
}: {
  name: string
  choice: CellChoice
  isDisabled: boolean
  onChange: (cells: CellChoice) => void
}) {
  const { separator = null, blank = 'leave', values = 'replace', yesNo = false } = choice
  return (
    <fieldset className={classes.column}>
      <legend>{name}</legend>
      <NativeSelect
        size="xs"
        aria-label={`What a cell of ${name} holds`}
        disabled={isDisabled}
        value={yesNo ? 'yesNo' : (separator ?? 'one')}
        data={[
          { value: 'one', label: 'One value' },
          ...separators.map(([sign, words]) => ({ value: sign, label: `Several, parted by ${words}` })),
          { value: 'yesNo', label: 'Yes or no' },
        ]}
        onChange={event => {
          const { value } = event.currentTarget
          const chosen = separators.find(([sign]) => sign === value)?.[0] ?? null
          onChange({ separator: chosen, yesNo: value === 'yesNo' })
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={`What the values of ${name} do`}
        disabled={isDisabled}
        value={values}
        data={[
          { value: 'replace', label: 'Replace what is there' },
          { value: 'add', label: 'Add to what is there' },
        ]}
        onChange={event => onChange({ values: event.currentTarget.value === 'add' ? 'add' : 'replace' })}
      />
      <NativeSelect
        size="xs"
        aria-label={`What a blank cell of ${name} does`}
        disabled={isDisabled}
        value={blank}
        data={[
          { value: 'leave', label: 'A blank leaves it' },
          { value: 'clear', label: 'A blank clears it' },
        ]}
        onChange={event => onChange({ blank: event.currentTarget.value === 'clear' ? 'clear' : 'leave' })}
      />
      {yesNo ? <p>Yes gives the tag “{name}: Yes”, no takes it away.</p> : null}
    </fieldset>
  )
}
