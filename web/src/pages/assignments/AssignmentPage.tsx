import { PageHeader } from '../../parts/PageHeader.tsx'

export function AssignmentPage() {
  return <PageHeader title="Assignment" />
}
