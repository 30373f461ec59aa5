import { PageHeader } from '../../parts/PageHeader.tsx'

export function ChangesPage() {
  return <PageHeader title="Changes" />
}
