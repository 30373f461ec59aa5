import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { useReturnFocus } from '../parts/useReturnFocus.ts'
import classes from './CommandPalette.module.css'
import { usePaletteHits } from './usePaletteHits.ts'

const PAUSE_MS = 120

/** Ctrl/⌘-K: find anything and go there, or begin something new. The arrows choose, Enter goes. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  useReturnFocus()
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { hits, isSearching } = usePaletteHits(settled)
  const [chosen, setChosen] = useState(0)
  /** Enter was pressed before what was typed had been answered: it counts for the answer, not for what stood there. */
  const [isAwaited, setAwaited] = useState(false)
  const isAnswered = typed.trim() === settled && !isSearching
  const at = Math.min(chosen, Math.max(hits.length - 1, 0))

  const go = (index: number) => {
    const hit = hits[index]
    if (!hit) return
    onClose()
    void navigate(hit.to)
  }
  const goAtLast = useEffectEvent(() => {
    setAwaited(false)
    go(at)
  })
  useEffect(() => {
    if (isAwaited && isAnswered) goAtLast()
  }, [isAwaited, isAnswered])

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      centered={false}
      yOffset="12vh"
      title="Find or begin something"
      classNames={{ header: classes.hidden }}
    >
      <input
        className={classes.input}
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type in
        autoFocus
        data-autofocus
        role="combobox"
        aria-label="Find or begin something"
        aria-expanded={hits.length > 0}
        aria-controls="palette-hits"
        aria-activedescendant={hits[at] ? `palette-${at}` : undefined}
        aria-autocomplete="list"
        placeholder="Find people, tags, segments, assignments, pages"
        value={typed}
        onChange={event => {
          setTyped(event.currentTarget.value)
          setChosen(0)
          setAwaited(false)
        }}
        onKeyDown={event => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step !== 0 && hits.length > 0) {
            event.preventDefault()
            const next = (at + step + hits.length) % hits.length
            setChosen(next)
            document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' })
          } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault()
            setAwaited(true)
          }
        }}
      />
      <div id="palette-hits" role="listbox" aria-label="Found" className={classes.hits}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above keeps the focus and takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={hit.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes.hit}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(index)}
          >
            <span className={classes.kind}>{hit.kind}</span>
            <span className="clip">{hit.label}</span>
            <span className={`quiet clip ${classes.hint}`}>{hit.hint}</span>
          </div>
        ))}
      </div>
      <p className={classes.none} role="status">
        {hits.length === 0 ? (isSearching ? 'Searching' : 'Nothing of this name.') : ''}
      </p>
    </Modal>
  )
}
