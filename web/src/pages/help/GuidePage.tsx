import { PageHeader } from '../../parts/PageHeader.tsx'

export function GuidePage() {
  return <PageHeader title="Guide" />
}
