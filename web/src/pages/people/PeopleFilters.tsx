import { Button, Radio, Stack } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { Person } from '../../../../src/people/contract.ts'
import { api } from '../../api.ts'
import { SegmentSelect } from '../../parts/SegmentSelect.tsx'
import { TagSelect } from '../../parts/TagSelect.tsx'
import { AsOfInput } from './AsOfInput.tsx'
import { dayInWords } from './days.ts'
import { FilterChip } from './FilterChip.tsx'
import classes from './PeoplePage.module.css'
import { usePeopleFilter } from './usePeopleFilter.ts'

const statuses = { active: 'Active', inactive: 'Inactive', any: 'Active and inactive' } as const

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
        name="Segment"
        value={filter.segment ? (segment.data?.name ?? `#${filter.segment}`) : undefined}
        onClear={() => change({ segment: undefined })}
      >
        {close => (
          <SegmentSelect
            label="In this segment"
            inLayer
            value={segment.data && filter.segment ? segment.data : null}
            onChange={one => {
              change({ segment: one?.id })
              close()
            }}
          />
        )}
      </FilterChip>
      <FilterChip
        name="Tag"
        value={filter.tag === undefined ? undefined : tagInWords(filter.tag, loaded)}
        onClear={() => change({ tag: undefined })}
      >
        {close => (
          <TagSelect
            label="Carries this tag"
            inLayer
            value={null}
            onChange={tag => {
              change({ tag: tag ? `${tag.key}: ${tag.value}` : undefined })
              close()
            }}
          />
        )}
      </FilterChip>
      <FilterChip
        name="Status"
        value={status === 'active' ? undefined : statuses[status]}
        onClear={() => change({ status: undefined })}
      >
        {close => (
          <Radio.Group
            label="People who are"
            value={status}
            onChange={next => {
              change({ status: next === 'inactive' || next === 'any' ? next : undefined })
              close()
            }}
          >
            <Stack gap={8} mt={8}>
              {Object.entries(statuses).map(([value, words]) => (
                <Radio key={value} size="xs" value={value} label={words} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </FilterChip>
      <FilterChip
        name="As of"
        value={filter.asOf ? dayInWords(filter.asOf) : undefined}
        onClear={() => change({ asOf: undefined })}
      >
        {close => (
          <AsOfInput
            value={filter.asOf}
            onChange={asOf => {
              change({ asOf })
              close()
            }}
          />
        )}
      </FilterChip>
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
