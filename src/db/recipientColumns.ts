/** What makes a recipient's row the only one of its kind. */
export const RECIPIENT_KEY = ['workspace_id', 'assignment_id', 'person_id', 'occurrence'] as const

/** All that a recipient's row holds but when it became a past one, which nothing overwrites. */
export const RECIPIENT_KEPT = [
  ...RECIPIENT_KEY,
  'status',
  'assigned_at',
  'due_at',
  'opened_at',
  'completed_at',
  'withdrawn_at',
  'via',
  'assigned_in',
  'completed_in',
  'evidence',
] as const

/** A recipient's row. */
export const RECIPIENT_COLUMNS = [...RECIPIENT_KEPT, 'superseded_at'] as const
