import { IconX } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import classes from './Chip.module.css'

type Tag = { id: number; key: string; value: string }

/**
 * A tag as it looks everywhere: `Key: Value`, the key quieter. Leads to the people who carry it, on a page of the past to
 * those who carried it then: the tag may be gone by now.
 * `plain` is for where a link would be in the way (inside another link); `onRemove` adds a small cross.
 */
export function TagChip({
  tag,
  plain = false,
  withKey = true,
  onRemove,
}: {
  tag: Tag
  plain?: boolean
  /** Without the key where a heading already names it. */
  withKey?: boolean
  onRemove?: () => void
}) {
  const { asOf } = useSearch({ strict: false })
  const words = (
    <>
      {withKey ? <span className={classes.key}>{tag.key}: </span> : null}
      {tag.value}
    </>
  )
  return (
    <span className={classes.chip}>
      {plain ? (
        <span className={classes.words}>{words}</span>
      ) : (
        <Link to="/people" search={{ tag: String(tag.id), asOf }} className={classes.words}>
          {words}
        </Link>
      )}
      {onRemove ? (
        <button
          type="button"
          className={classes.remove}
          onClick={onRemove}
          aria-label={`Remove ${tag.key}: ${tag.value}`}
        >
          <IconX size={12} aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
