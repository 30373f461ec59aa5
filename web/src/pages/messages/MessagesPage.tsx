import { PageHeader } from '../../parts/PageHeader.tsx'

export function MessagesPage() {
  return <PageHeader title="Messages" />
}
