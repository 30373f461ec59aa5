import { PageHeader } from '../../parts/PageHeader.tsx'

export function AssignmentEditorPage() {
  return <PageHeader title="Assignment" />
}
