import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import classes from './ComboField.module.css'

export type ComboOption = { value: string; label: string; aside?: string }

/**
 * A field that completes what is typed. Drawn by hand instead of with Mantine's, which brings a popover of its own to
 * every field: a rule of two hundred conditions has four hundred of these, and only the one in use has a list.
 * The arrows choose, Enter takes (with `allowsFree` also what is typed), Escape closes the list alone.
 */
export function ComboField({
  id,
  label,
  value = '',
  placeholder,
  options,
  onType,
  onPick,
  onBackspace,
  allowsFree = false,
  isLoading = false,
  isWrong = false,
  describedBy,
  none = 'Nothing of this name.',
  className,
}: {
  id?: string
  label: string
  /** What is chosen; shown whenever nobody is typing. */
  value?: string
  placeholder?: string
  options: readonly ComboOption[]
  /** What is typed, to ask for options: '' as soon as the field is entered, undefined when it is left. */
  onType: (text: string | undefined) => void
  onPick: (value: string) => void
  /** Backspace in an empty field: fields of several values take the last one away. */
  onBackspace?: () => void
  allowsFree?: boolean
  /** The options are on their way: Enter waits for them instead of taking what is typed. */
  isLoading?: boolean
  isWrong?: boolean
  describedBy?: string | undefined
  none?: string
  className?: string
}) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  /** undefined: nobody is typing and the list is closed. */
  const [typed, setTyped] = useState<string | undefined>()
  const [chosen, setChosen] = useState(0)
  /** Enter was pressed before there was anything to take: it counts for what comes. */
  const [isAwaited, setAwaited] = useState(false)
  const isOpen = typed !== undefined
  const at = Math.min(chosen, options.length - 1)

  const type = (text: string | undefined) => {
    setTyped(text)
    setAwaited(false)
    setChosen(text === undefined || text === '' ? -1 : 0)
    onType(text)
  }
  const pick = (option: ComboOption) => {
    onPick(option.value)
    type(undefined)
  }
  const takeTyped = () => {
    const text = typed?.trim()
    if (allowsFree && text && text !== value) onPick(text)
  }
  const enter = () => {
    const option = isOpen ? options[at] : undefined
    if (option) return pick(option)
    if (isLoading) return setAwaited(true)
    takeTyped()
    type(isOpen ? undefined : '')
  }
  const enterAtLast = useEffectEvent(enter)
  useEffect(() => {
    if (isAwaited && !isLoading) enterAtLast()
  }, [isAwaited, isLoading])
  const step = (by: number) => {
    if (!isOpen) return type('')
    const next = (Math.max(at, by === 1 ? -1 : 0) + by + options.length) % Math.max(options.length, 1)
    setChosen(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className={`${classes.root} ${className ?? ''}`}>
      <input
        id={id}
        className={classes.input}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen && options.length > 0}
        aria-controls={isOpen && options.length > 0 ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options[at] ? `${listId}-${at}` : undefined}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? describedBy : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed ?? value}
        onFocus={event => {
          event.currentTarget.select()
          onType('')
        }}
        onClick={() => (isOpen ? undefined : type(''))}
        onChange={event => type(event.currentTarget.value)}
        onBlur={() => {
          takeTyped()
          type(undefined)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
            event.preventDefault()
            step(event.key === 'ArrowDown' ? 1 : -1)
          } else if (event.key === 'Enter') {
            event.preventDefault()
            enter()
          } else if (event.key === 'Escape' && isOpen) {
            event.stopPropagation()
            type(undefined)
          } else if (event.key === 'Backspace' && !typed && (value === '' || !isOpen)) {
            onBackspace?.()
          }
        }}
      />
      {isOpen && options.length > 0 ? (
        <div ref={list} id={listId} role="listbox" aria-label={label} className={classes.list}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and takes the keys
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={classes.option}
              onMouseMove={() => setChosen(index)}
              onMouseDown={event => {
                // Before the field loses the focus, which would close the list.
                event.preventDefault()
                if (event.button === 0) pick(option)
              }}
            >
              <span className={classes.label}>{option.label}</span>
              {option.aside ? <span className={classes.aside}>{option.aside}</span> : null}
            </div>
          ))}
        </div>
      ) : null}
      {isOpen && options.length === 0 && (isLoading || none) ? (
        <div className={classes.list} role="status">
          <div className={classes.none}>{isLoading ? 'Looking' : none}</div>
        </div>
      ) : null}
    </div>
  )
}
