import { PageHeader } from '../../parts/PageHeader.tsx'

export function ReceivedPage() {
  return <PageHeader title="Received" />
}
