import { NativeSelect, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Column, Import } from '../../../../src/imports/contract.ts'
import { counted } from '../../parts/Count.tsx'
import classes from './Imports.module.css'

const roles = {
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  externalId: 'External id',
  tag: 'Tag',
  ignore: 'Leave out',
} as const satisfies Record<Column['role'], string>

/** The first rows as they stand in the file; above each column what it becomes, changed in place. */
export function PreviewTable({
  one,
  isReadOnly,
  onChange,
}: {
  one: Import
  isReadOnly: boolean
  onChange: (columns: Column[]) => void
}) {
  const { columns, preview } = one
  if (columns.length === 0) return null
  const change = (at: number, next: Partial<Column>) => onChange(withChange(columns, at, next))
  return (
    <section
      className={classes.preview}
      aria-label="The first rows, and what each column becomes"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide file is scrolled sideways with the arrow keys
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={placeOf(column, at)} scope="col" data-role={column.role}>
                <div className={classes.header}>{column.header || <em>No heading</em>}</div>
                <ColumnRole
                  key={`${column.role} ${column.key}`}
                  column={column}
                  isReadOnly={isReadOnly}
                  onChange={next => change(at, next)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
            <tr key={row}>
              {columns.map((column, at) => (
                <td key={placeOf(column, at)} data-role={column.role}>
                  {cells[at]}
                  {column.role === 'fullName' ? <SplitName name={one.previewNames[row]} /> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {one.rows > preview.length ? (
        <p className={classes.andMore}>and {counted(one.rows - preview.length, 'more row')}</p>
      ) : null}
    </section>
  )
}

/** How a full name is taken apart, under the name as the file has it. */
function SplitName({ name }: { name: Import['previewNames'][number] | undefined }) {
  if (!name) return null
  return (
    <div className={classes.splitName}>
      {name.firstName ? <span>{name.firstName}</span> : <em>no first name</em>}
      <span aria-hidden> | </span>
      <VisuallyHidden>, last name </VisuallyHidden>
      {name.lastName ? <span>{name.lastName}</span> : <em>no last name</em>}
    </div>
  )
}

/** A column of full names and one of first or last names exclude each other: the one chosen last stays. */
function withChange(columns: readonly Column[], at: number, next: Partial<Column>): Column[] {
  const isName = next.role === 'firstName' || next.role === 'lastName'
  return columns.map((column, index) => {
    if (index === at) return { ...column, ...next }
    const givesWay =
      next.role === 'fullName'
        ? column.role === 'firstName' || column.role === 'lastName' || column.role === 'fullName'
        : isName && column.role === 'fullName'
    return givesWay ? { ...column, role: 'ignore', key: null } : column
  })
}

function ColumnRole({
  column,
  isReadOnly,
  onChange,
}: {
  column: Column
  isReadOnly: boolean
  onChange: (next: Partial<Column>) => void
}) {
  const [key, setKey] = useState(column.key ?? '')
  if (isReadOnly) {
    return (
      <div className={classes.role}>
        {roles[column.role]}
        {column.role === 'tag' ? `: ${column.key}` : ''}
      </div>
    )
  }
  const saveKey = () => {
    const name = key.trim()
    if (name === '') setKey(column.key ?? '')
    else if (name !== column.key) onChange({ key: name })
  }
  return (
    <div className={classes.role}>
      <NativeSelect
        size="xs"
        aria-label={`What the column ${column.header} becomes`}
        value={column.role}
        data={Object.entries(roles).map(([value, label]) => ({ value, label }))}
        onChange={event => {
          const role = event.currentTarget.value
          if (isRole(role)) onChange({ role, key: role === 'tag' ? column.key || column.header : null })
        }}
      />
      {column.role === 'tag' ? (
        <TextInput
          size="xs"
          aria-label={`Tag key of the column ${column.header}`}
          value={key}
          onChange={event => setKey(event.currentTarget.value)}
          onBlur={saveKey}
          onKeyDown={event => {
            if (event.key === 'Enter') saveKey()
            if (event.key === 'Escape') setKey(column.key ?? '')
          }}
        />
      ) : null}
    </div>
  )
}

/** A file may have a heading twice, so the place belongs to the name. */
function placeOf(column: Column, at: number): string {
  return `${at} ${column.header}`
}

function isRole(value: string): value is Column['role'] {
  return value in roles
}
