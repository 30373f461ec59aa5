import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'

export const assignmentStatusWords = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  live: 'Live',
  closed: 'Closed',
} satisfies Record<Assignment['status'], string>

export const recipientStatusWords = {
  assigned: 'Received',
  opened: 'Opened',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
} satisfies Record<Recipient['status'], string>
