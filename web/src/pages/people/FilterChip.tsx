import { Button } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../parts/LazyLayer.tsx'
import classes from './PeoplePage.module.css'

const OpenFilter = lazy(() => import('./OpenFilter.tsx'))
export type FilterKind = 'segment' | 'tag' | 'status' | 'asOf'

/** A filter as a chip: a quiet button while it is off, its value and a cross while it is on. */
export function FilterChip({
  kind,
  name,
  value,
  onClear,
}: {
  kind: FilterKind
  name: string
  /** What it is set to, in words; undefined while it is off. */
  value: string | undefined
  onClear: () => void
}) {
  const button = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={classes.filterButton}
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
  )
  return (
    <span className={classes.filter} data-on={value !== undefined || undefined}>
      <LazyLayer button={button} has="dialog" open={target => <OpenFilter kind={kind} button={target} />} />
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
