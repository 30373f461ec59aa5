import { PageHeader } from '../../parts/PageHeader.tsx'

export function NewTagPage() {
  return <PageHeader title="Add tags" />
}
