import { Select } from '@mantine/core'
import { OptionLine } from './OptionLine.tsx'
import { scrollingOptions } from './scrollingOptions.ts'

/** At most so many are loaded at a time. */
export const OFFERED = 30

/** What is asked of the server when the field holds this text: nothing in particular while it is the chosen one's name. */
export function searchedFor(typed: string, chosen: string | undefined): string | undefined {
  return typed === chosen ? undefined : typed.trim() || undefined
}

/** Chooses one of what the server has found for the text that is typed. */
export function SearchSelect<Item extends { id: number }>({
  label,
  description,
  placeholder,
  value,
  onChange,
  found,
  without,
  typed,
  onType,
  nameOf,
  asideOf,
  nothingFound,
  error,
  inLayer = false,
}: {
  label: string
  description?: string | undefined
  placeholder: string
  value: Item | null
  onChange: (item: Item | null) => void
  found: readonly Item[]
  /** One that cannot be chosen. */
  without: number | undefined
  typed: string
  onType: (text: string) => void
  nameOf: (item: Item) => string
  asideOf: (item: Item) => string
  nothingFound: string
  error: string | undefined
  /** Inside a popover the list has to stay in it, or choosing would count as a click outside. */
  inLayer?: boolean
}) {
  const others = found.filter(item => item.id !== without && item.id !== value?.id)
  const offered = value ? [value, ...others] : others
  const offeredAs = (id: string | null) => offered.find(item => String(item.id) === id)
  return (
    <Select
      {...scrollingOptions}
      label={label}
      description={description}
      placeholder={placeholder}
      searchable
      clearable={value !== null}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={onType}
      onChange={id => onChange(offeredAs(id) ?? null)}
      data={offered.map(item => ({ value: String(item.id), label: nameOf(item) }))}
      // The server has searched already, and knows more spellings than a comparison of letters.
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const item = offeredAs(option.value)
        return <OptionLine name={option.label} aside={item ? asideOf(item) : ''} />
      }}
      nothingFoundMessage={nothingFound}
      comboboxProps={{ withinPortal: !inLayer }}
      error={error}
    />
  )
}
