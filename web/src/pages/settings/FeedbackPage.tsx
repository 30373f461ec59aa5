import { PageHeader } from '../../parts/PageHeader.tsx'

export function FeedbackPage() {
  return <PageHeader title="Feedback" />
}
