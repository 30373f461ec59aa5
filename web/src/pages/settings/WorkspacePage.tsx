import { PageHeader } from '../../parts/PageHeader.tsx'

export function WorkspacePage() {
  return <PageHeader title="Workspace" />
}
