import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { Person } from '../../../../src/people/contract.ts'
import { api } from '../../api.ts'
import { momentInWords } from './days.ts'
import { FilterChip } from './FilterChip.tsx'
import classes from './PeoplePage.module.css'
import { statuses } from './statuses.ts'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** Segment, tag, status and a past day, all in the address. `loaded` lends the words for a tag known only by its id. */
export function PeopleFilters({ loaded }: { loaded: readonly Person[] }) {
  const { filter, isFiltered, change, clear } = usePeopleFilter()
  const segment = useQuery(
    api.segments.get.queryOptions({ input: filter.segment ? { id: filter.segment } : skipToken }),
  )
  const status = filter.status ?? 'active'
  return (
    <fieldset className={classes.filters} aria-label="Filters">
      <FilterChip
        kind="segment"
        name="Segment"
        value={filter.segment ? (segment.data?.name ?? `#${filter.segment}`) : undefined}
        onClear={() => change({ segment: undefined })}
      />
      <FilterChip
        kind="tag"
        name="Tag"
        value={filter.tag === undefined ? undefined : tagInWords(filter.tag, loaded)}
        onClear={() => change({ tag: undefined })}
      />
      {filter.asOf === undefined ? (
        <FilterChip
          kind="status"
          name="Status"
          value={status === 'active' ? undefined : statuses[status]}
          onClear={() => change({ status: undefined })}
        />
      ) : null}
      <FilterChip
        kind="asOf"
        name="As of"
        value={filter.asOf ? momentInWords(filter.asOf) : undefined}
        onClear={() => change({ asOf: undefined })}
      />
      {isFiltered ? (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      ) : null}
    </fieldset>
  )
}

/** Everyone found carries the tag, so anyone's tags tell what its id is called. */
export function tagInWords(tag: string, loaded: readonly Person[]): string {
  if (!/^\d+$/.test(tag)) return tag
  const known = loaded[0]?.tags.find(one => String(one.id) === tag)
  return known ? `${known.key}: ${known.value}` : `#${tag}`
}
