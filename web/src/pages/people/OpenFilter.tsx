import { Radio, Stack } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import type { LayerButton } from '../../parts/LazyLayer.tsx'
import { OpenPopover } from '../../parts/OpenPopover.tsx'
import { SegmentSelect } from '../../parts/SegmentSelect.tsx'
import { TagSelect } from '../../parts/TagSelect.tsx'
import { AsOfInput } from './AsOfInput.tsx'
import type { FilterKind } from './FilterChip.tsx'
import { statuses } from './statuses.ts'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** What FilterChip becomes when it is first opened: the same button with the control that sets the filter. */
export default function OpenFilter({ kind, button }: { kind: FilterKind; button: LayerButton }) {
  const Control = controls[kind]
  return (
    <OpenPopover button={button} position="bottom-start" width={300}>
      {close => <Control close={close} />}
    </OpenPopover>
  )
}

const controls = { segment: BySegment, tag: ByTag, status: ByStatus, asOf: ByDay }

function BySegment({ close }: { close: () => void }) {
  const { filter, change } = usePeopleFilter()
  const segment = useQuery(
    api.segments.get.queryOptions({ input: filter.segment ? { id: filter.segment } : skipToken }),
  )
  return (
    <SegmentSelect
      label="In this segment"
      inLayer
      value={segment.data && filter.segment ? segment.data : null}
      onChange={one => {
        change({ segment: one?.id })
        close()
      }}
    />
  )
}

function ByTag({ close }: { close: () => void }) {
  const { change } = usePeopleFilter()
  return (
    <TagSelect
      label="Carries this tag"
      inLayer
      value={null}
      onChange={tag => {
        change({ tag: tag ? `${tag.key}: ${tag.value}` : undefined })
        close()
      }}
    />
  )
}

function ByStatus({ close }: { close: () => void }) {
  const { filter, change } = usePeopleFilter()
  return (
    <Radio.Group
      label="People who are"
      value={filter.status ?? 'active'}
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
  )
}

function ByDay({ close }: { close: () => void }) {
  const { filter, change } = usePeopleFilter()
  return (
    <AsOfInput
      value={filter.asOf}
      onChange={asOf => {
        change({ asOf })
        close()
      }}
    />
  )
}
