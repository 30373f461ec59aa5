import { PageHeader } from '../../parts/PageHeader.tsx'

export function HelpPage() {
  return <PageHeader title="Guide" />
}
