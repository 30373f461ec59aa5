import { ActionIcon, Autocomplete, Button, TagsInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../src/tags/fold.ts'
import { api } from '../api.ts'
import classes from './KeyValueEditor.module.css'
import { scrollingOptions } from './scrollingOptions.ts'

/** Tags as bodies carry them: each key with its values. */
export type TagsByKey = Record<string, string[]>

/** How many completions are worth reading. */
const OFFERED = 20

/**
 * Edits the tags of a person (or of a selection): one line per key, several values each, both completed from what the
 * workspace knows and both free. A key that is emptied stays with no values, which in a PATCH means "take them away".
 */
export function KeyValueEditor({
  value,
  onChange,
  errors = {},
}: {
  value: TagsByKey
  onChange: (value: TagsByKey) => void
  /** By `tags.Department`, as `fieldErrors` gives them. */
  errors?: Record<string, string>
}) {
  const keys = Object.keys(value)
  /** The key just added, whose values are what comes next. */
  const [added, setAdded] = useState<string | undefined>()
  return (
    <div className={classes.root}>
      {keys.map(key => (
        <div key={key} className={classes.line}>
          <ValuesInput
            tagKey={key}
            isNext={key === added}
            values={value[key] ?? []}
            error={errorOf(key, errors)}
            onChange={values => onChange({ ...value, [key]: values })}
          />
          <ActionIcon
            aria-label={`Remove all values of ${key}`}
            mt={26}
            onClick={() => onChange({ ...value, [key]: [] })}
            disabled={value[key]?.length === 0}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <AddKey
        taken={keys}
        onAdd={key => {
          setAdded(key)
          onChange({ ...value, [key]: [] })
        }}
      />
    </div>
  )
}

/** Of the key itself (`tags.Department`) or of one of its values (`tags.Department.0`). */
function errorOf(key: string, errors: Record<string, string>): string | undefined {
  const at = `tags.${key}`
  return errors[at] ?? Object.entries(errors).find(([path]) => path.startsWith(`${at}.`))?.[1]
}

function ValuesInput({
  tagKey,
  isNext,
  values,
  error,
  onChange,
}: {
  tagKey: string
  isNext: boolean
  values: string[]
  error: string | undefined
  onChange: (values: string[]) => void
}) {
  const [typed, setTyped] = useState('')
  /** Open while one types or asks for it, and not after a value is taken: the list would cover the form's button. */
  const [isOpen, setOpen] = useState(false)
  const known = useQuery(
    api.tags.list.queryOptions({
      input: { key: tagKey, q: typed || undefined, limit: OFFERED },
      placeholderData: keepPreviousData,
    }),
  )
  const meant = known.data?.items.find(tag => tag.aliases.some(alias => fold(alias.spelling) === fold(typed)))
  return (
    <TagsInput
      {...scrollingOptions}
      label={tagKey}
      description={meant ? `“${typed.trim()}” is known as another spelling of ${meant.value}.` : undefined}
      // What the server found stays, also a value found by another spelling of it.
      filter={({ options }) => options}
      value={values}
      onChange={chosen => {
        onChange(chosen)
        setOpen(false)
      }}
      searchValue={typed}
      onSearchChange={text => {
        setTyped(text)
        if (text) setOpen(true)
      }}
      openOnFocus={values.length === 0}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      data-autofocus={isNext || undefined}
      // Whoever has just named a key goes on with its values.
      autoFocus={isNext}
      data={[...new Set(known.data?.items.map(tag => tag.value))]}
      isDuplicate={(text, chosen) => chosen.some(one => fold(one) === fold(text))}
      placeholder={values.length === 0 ? 'Value' : ''}
      // A value may hold a comma; only a column or a row pasted from a table is several.
      splitChars={['\n', '\t']}
      acceptValueOnBlur
      error={error}
      style={{ flex: 1 }}
    />
  )
}

function AddKey({ taken, onAdd }: { taken: string[]; onAdd: (key: string) => void }) {
  const [typed, setTyped] = useState('')
  const known = useQuery(
    api.tags.keys.queryOptions({
      input: { q: typed || undefined, limit: OFFERED },
      placeholderData: keepPreviousData,
    }),
  )
  const isTaken = (name: string) => taken.some(one => fold(one) === fold(name))
  const add = (name: string) => {
    const key = name.trim()
    if (!key) return
    setTyped('')
    if (!isTaken(key)) onAdd(key)
  }
  return (
    <div className={classes.line} data-ends>
      <Autocomplete
        {...scrollingOptions}
        label="Add a key"
        placeholder="Department, Location, …"
        value={typed}
        onChange={setTyped}
        onOptionSubmit={add}
        data={[...new Set(known.data?.items.map(key => key.name).filter(name => !isTaken(name)))]}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.defaultPrevented) return
          event.preventDefault()
          add(typed)
        }}
        style={{ flex: 1 }}
      />
      <Button variant="default" disabled={!typed.trim()} onClick={() => add(typed)}>
        Add
      </Button>
    </div>
  )
}
