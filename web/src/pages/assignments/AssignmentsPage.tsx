import { PageHeader } from '../../parts/PageHeader.tsx'

export function AssignmentsPage() {
  return <PageHeader title="Assignments" />
}
