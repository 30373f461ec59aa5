import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { figure } from './Count.tsx'
import { DataCards } from './DataCards.tsx'
import classes from './DataList.module.css'
import { DataTable } from './DataTable.tsx'
import { EndMarker } from './EndMarker.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { type Source, useListRows } from './useListRows.ts'
import type { Selection } from './useSelection.ts'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** What `sort` and `-sort` are called by the endpoint; makes the heading a button. */
  sort?: string
  /** Any CSS width; columns without one share the rest. */
  width?: string
  align?: 'right'
  /** Buttons and the like: on a card they stand without the column's heading before them. */
  speaksForItself?: boolean
  /** Leave it out of the card on a phone. */
  wideOnly?: boolean
}

export type ListProps<Row> = {
  /** Names the list for screen readers: "People". */
  label: string
  /** The first column names the row; with `link`, its content becomes the link (so it holds no link itself). */
  columns: readonly Column<Row>[]
  /** A whole number where rows can be selected. */
  rowId: (row: Row) => number | string
  /** Where a row leads: `row => ({ to: '/people/$id', params: { id: row.id } })`. */
  link?: (row: Row) => LinkProps
  /** The row in a word or two, for its checkbox: "Select Ada Lovelace". */
  nameOf?: (row: Row) => string
  /** The `sort` in the address, and how to change it. */
  sort?: string | undefined
  onSort?: (sort: string) => void
  /** From `useSelection()`; `selectionActs` are the buttons of the bar that appears. */
  selection?: Selection
  selectionActs?: ReactNode
  /** Shown in place of the list when there is nothing: an EmptyState. */
  empty: ReactNode
  /** What one row is called below the list: "person", "people". */
  noun?: [one: string, many: string]
}

/**
 * The one list of the app: a table on a desk, cards on a phone; skeleton rows while the first page loads, further
 * pages as the end comes near, only what is near the window drawn, an honest total at the end. Arrow keys move
 * between rows, Enter opens, Space selects. Give it `pages` or `rows`:
 *
 *     const people = useInfiniteQuery(api.people.list.infiniteOptions(paged({ q, sort })))
 *     <DataList label="People" pages={people} columns={columns} rowId={p => p.id} empty={<EmptyState>…</EmptyState>} />
 */
export function DataList<Row>(props: ListProps<Row> & Source<Row>) {
  const isPhone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false })
  const list = useListRows<Row>(props)
  const { label, empty, selection, selectionActs, noun = ['row', 'rows'] } = props

  if (list.error && list.rows.length === 0) return <ProblemAlert error={list.error} list retry={list.retry} />
  if (list.isLoading) return <LoadingRows label={label} />
  if (list.rows.length === 0) return <>{empty}</>

  const total = list.total ?? list.rows.length
  const View = isPhone ? DataCards : DataTable
  return (
    <div aria-busy={list.isStale} className={classes.list}>
      {selection && !selection.isEmpty ? (
        <SelectionBar selection={selection} total={total} acts={selectionActs} />
      ) : null}
      <View {...props} items={list.rows} total={total} />
      {list.hasMore ? <EndMarker key={list.rows.length} onSeen={list.loadMore} /> : null}
      {list.isLoadingMore ? <LoadingRows label={`More ${label}`} rows={3} /> : null}
      <p className={classes.total}>
        {list.hasMore ? `${figure(list.rows.length)} of ` : ''}
        {figure(total)} {total === 1 ? noun[0] : noun[1]}
      </p>
      {list.error ? <ProblemAlert error={list.error} list retry={list.loadMore} /> : null}
    </div>
  )
}

function LoadingRows({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div className={classes.loading} role="status" aria-label={`${label}: loading`}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={i} height={16} width={`${92 - ((i * 17) % 40)}%`} animate />
      ))}
    </div>
  )
}
