import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './PeoplePage.module.css'

/** A filter as a chip: a quiet button while it is off, its value and a cross while it is on. */
export function FilterChip({
  name,
  value,
  onClear,
  children,
}: {
  name: string
  /** What it is set to, in words; undefined while it is off. */
  value: string | undefined
  onClear: () => void
  /** The control that sets it; it may close the layer it stands in. */
  children: (close: () => void) => ReactNode
}) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  return (
    <span className={classes.filter} data-on={value !== undefined || undefined}>
      <Popover
        opened={isOpen}
        onChange={toggle}
        onClose={close}
        position="bottom-start"
        trapFocus
        width={300}
      >
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.filterButton}
            onClick={toggle}
            rightSection={value === undefined ? <IconChevronDown size={14} aria-hidden /> : null}
          >
            {value === undefined ? (
              name
            ) : (
              <>
                <span className="quiet">{name}:&nbsp;</span>
                <span className="clip">{value}</span>
              </>
            )}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>{children(close)}</Popover.Dropdown>
      </Popover>
      {value === undefined ? null : (
        <button
          type="button"
          className={classes.filterClear}
          aria-label={`Clear ${name}: ${value}`}
          onClick={onClear}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}
