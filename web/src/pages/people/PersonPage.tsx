import { PageHeader } from '../../parts/PageHeader.tsx'

export function PersonPage() {
  return <PageHeader title="Person" />
}
