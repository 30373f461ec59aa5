import { skipToken, useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { SegmentSelect } from '../../parts/SegmentSelect.tsx'

/** Only people of one segment, by its id as the address has it. */
export function SegmentFilter({
  value,
  onChange,
}: {
  value: number | undefined
  onChange: (segment: number | undefined) => void
}) {
  const segment = useQuery(api.segments.get.queryOptions({ input: value ? { id: value } : skipToken }))
  const chosen = value ? { id: value, name: segment.data?.name ?? `#${value}` } : null
  return <SegmentSelect label="Segment" value={chosen} onChange={next => onChange(next?.id)} />
}
