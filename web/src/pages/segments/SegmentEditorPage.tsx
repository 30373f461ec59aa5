import { PageHeader } from '../../parts/PageHeader.tsx'

export function SegmentEditorPage() {
  return <PageHeader title="Segment" />
}
