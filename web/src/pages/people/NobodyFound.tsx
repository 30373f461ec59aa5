import { Button } from '@mantine/core'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** The filter finds nobody: what might be in the way, and the ways out. */
export function NobodyFound() {
  const { filter, clear, change } = usePeopleFilter()
  const { status, where, asOf } = filter
  const mayBeInactive = status === undefined && where === undefined && asOf === undefined
  return (
    <EmptyState
      action={
        <>
          <Button variant="default" onClick={clear}>
            Clear the filters
          </Button>
          {mayBeInactive ? (
            <Button variant="subtle" onClick={() => change({ status: 'any' })}>
              Look among inactive people too
            </Button>
          ) : null}
        </>
      }
    >
      Nobody fits this.
    </EmptyState>
  )
}
