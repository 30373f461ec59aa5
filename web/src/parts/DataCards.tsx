import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './DataList.module.css'
import type { ListProps } from './DataList.tsx'
import { moveInList } from './moveInList.ts'
import { useWindowRows } from './useWindowRows.ts'

const CARD_HEIGHT = 96

/** DataList on a phone: the first column is the card's heading, the others follow with their names. */
export function DataCards<Row>(props: ListProps<Row> & { items: readonly Row[]; total: number }) {
  const { label, columns, items, total, rowId, link, nameOf, selection } = props
  const { place, measure, indexes, before, after } = useWindowRows(items.length, CARD_HEIGHT)
  const [head, ...rest] = columns
  const loadedIds = () => items.map(rowId).filter(id => typeof id === 'number')

  return (
    <ul
      className={classes.cards}
      aria-label={label}
      ref={place}
      onKeyDown={moveInList}
      style={{ paddingTop: before, paddingBottom: after }}
    >
      {indexes.map(index => {
        const row = items[index]
        if (row === undefined) return null
        const id = rowId(row)
        return (
          <li
            key={id}
            ref={measure}
            data-index={index}
            data-row
            data-leads={link ? true : undefined}
            data-selected={(typeof id === 'number' && selection?.has(id)) || undefined}
            aria-setsize={total}
            aria-posinset={index + 1}
          >
            {selection ? (
              <Checkbox
                className={classes.cardBox}
                aria-label={`Select ${nameOf?.(row) ?? `row ${index + 1}`}`}
                checked={typeof id === 'number' && selection.has(id)}
                onChange={() => {
                  if (typeof id === 'number') selection.toggle(id, loadedIds())
                }}
              />
            ) : null}
            <div className={classes.card}>
              {link ? (
                <Link {...link(row)} className={classes.lead} data-row-focus>
                  {head?.cell(row)}
                </Link>
              ) : (
                <div className={classes.lead}>{head?.cell(row)}</div>
              )}
              <dl>
                {rest
                  .filter(column => !column.wideOnly)
                  .map(column => ({ column, content: column.cell(row) }))
                  // A name without anything to say is left out.
                  .filter(({ content }) => content !== null)
                  .map(({ column, content }) => (
                    <div key={column.id} data-alone={column.speaksForItself || undefined}>
                      <dt>{column.header}</dt>
                      <dd>{content}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
