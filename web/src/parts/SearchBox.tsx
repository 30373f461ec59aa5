import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'

const PAUSE_MS = 200

/**
 * A search field that the key `/` focuses. What is typed is handed on after a short pause, at once with Enter.
 * `<SearchBox label="Search people" value={search.q} onSearch={q => navigate({ search: old => ({ ...old, q }), replace: true })} />`
 */
export function SearchBox({
  label,
  value,
  onSearch,
  placeholder = label,
  shortcut = true,
}: {
  label: string
  value: string | undefined
  onSearch: (text: string | undefined) => void
  placeholder?: string
  /** Off for a second field on the same page. */
  shortcut?: boolean
}) {
  const [typed, setTyped] = useState(value ?? '')
  // The address answers a little later than a key is pressed, so what came from outside and what was handed on are
  // told apart: only an address that says something else (Back was pressed, a filter was cleared) wins over the field.
  const [seen, setSeen] = useState(value ?? '')
  const [handedOn, setHandedOn] = useState(value ?? '')
  const timer = useRef<number | undefined>(undefined)
  if ((value ?? '') !== seen) {
    setSeen(value ?? '')
    if ((value ?? '') !== handedOn) {
      setHandedOn(value ?? '')
      setTyped(value ?? '')
    }
  }

  const handOn = (text: string) => {
    window.clearTimeout(timer.current)
    const trimmed = text.trim()
    if (trimmed === handedOn) return
    setHandedOn(trimmed)
    onSearch(trimmed === '' ? undefined : trimmed)
  }
  const type = (text: string) => {
    setTyped(text)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => handOn(text), PAUSE_MS)
  }

  return (
    <TextInput
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      data-search={shortcut || undefined}
      value={typed}
      autoComplete="off"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setTyped('')
              handOn('')
            }}
          />
        ) : null
      }
      onChange={event => type(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') handOn(typed)
        if (event.key === 'Escape') {
          if (typed) {
            event.stopPropagation()
            setTyped('')
            handOn('')
          } else event.currentTarget.blur()
        }
      }}
      style={{ flex: '1 1 260px', maxWidth: 480 }}
    />
  )
}
