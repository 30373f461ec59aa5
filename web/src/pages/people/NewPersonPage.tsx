import { PageHeader } from '../../parts/PageHeader.tsx'

export function NewPersonPage() {
  return <PageHeader title="Add a person" />
}
