import { Checkbox } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './DataList.module.css'
import type { Column, ListProps } from './DataList.tsx'
import { moveInList } from './moveInList.ts'
import { useWindowRows } from './useWindowRows.ts'

const ROW_HEIGHT = 44

/** DataList on a desk. */
export function DataTable<Row>(props: ListProps<Row> & { items: readonly Row[]; total: number }) {
  const { label, columns, items, total, rowId, link, nameOf, selection } = props
  const { place, indexes, before, after } = useWindowRows(items.length, ROW_HEIGHT)
  const loadedIds = () => items.map(rowId).filter(id => typeof id === 'number')
  const allLoaded = selection !== undefined && loadedIds().every(selection.has)
  const span = columns.length + (selection ? 1 : 0)

  return (
    <table className={classes.table} aria-label={label} aria-rowcount={total + 1}>
      <colgroup>
        {selection ? <col style={{ width: 40 }} /> : null}
        {columns.map(column => (
          <col key={column.id} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selection ? (
            <th className={classes.box}>
              <Checkbox
                size="xs"
                aria-label="Select the rows loaded"
                checked={allLoaded}
                indeterminate={!allLoaded && !selection.isEmpty}
                onChange={() => (allLoaded ? selection.clear() : selection.setIds(loadedIds()))}
              />
            </th>
          ) : null}
          {columns.map(column => (
            <Heading key={column.id} column={column} {...props} />
          ))}
        </tr>
      </thead>
      <tbody ref={place} onKeyDown={moveInList}>
        <Gap height={before} span={span} />
        {indexes.map(index => {
          const row = items[index]
          if (row === undefined) return null
          const id = rowId(row)
          return (
            <tr
              key={id}
              data-row
              data-selected={(typeof id === 'number' && selection?.has(id)) || undefined}
              data-leads={link ? true : undefined}
              aria-rowindex={index + 2}
              style={{ height: ROW_HEIGHT }}
            >
              {selection ? (
                <td className={classes.box}>
                  <Checkbox
                    size="xs"
                    aria-label={`Select ${nameOf?.(row) ?? `row ${index + 1}`}`}
                    checked={typeof id === 'number' && selection.has(id)}
                    onChange={() => {
                      if (typeof id === 'number') selection.toggle(id, loadedIds())
                    }}
                    data-row-focus={link ? undefined : true}
                  />
                </td>
              ) : null}
              {columns.map((column, at) => (
                <td key={column.id} data-align={column.align}>
                  {at === 0 && link ? (
                    <Link {...link(row)} className={classes.lead} data-row-focus>
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          )
        })}
        <Gap height={after} span={span} />
      </tbody>
    </table>
  )
}

/** Keeps the height of the rows that are not drawn. */
function Gap({ height, span }: { height: number; span: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
}

function Heading<Row>({
  column,
  sort,
  onSort,
}: { column: Column<Row> } & Pick<ListProps<Row>, 'sort' | 'onSort'>) {
  if (!column.sort || !onSort) {
    return (
      <th scope="col" data-align={column.align}>
        {column.header}
      </th>
    )
  }
  const up = sort === column.sort
  const down = sort === `-${column.sort}`
  const next = up ? `-${column.sort}` : column.sort
  return (
    <th scope="col" data-align={column.align} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className={classes.sort} onClick={() => onSort(next)}>
        {column.header}
        {up ? <IconChevronUp size={14} aria-hidden /> : null}
        {down ? <IconChevronDown size={14} aria-hidden /> : null}
      </button>
    </th>
  )
}
