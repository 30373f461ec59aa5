import { PageHeader } from '../../parts/PageHeader.tsx'

export function ChangePage() {
  return <PageHeader title="Change" />
}
