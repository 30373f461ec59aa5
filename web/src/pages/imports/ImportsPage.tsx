import { PageHeader } from '../../parts/PageHeader.tsx'

export function ImportsPage() {
  return <PageHeader title="Imports" />
}
