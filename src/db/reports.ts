import type { Migration } from './migrations.ts'

export const reports: Migration = {
  version: 11,
  name: 'what is overdue, found by its due day, and the leaderboard',
  statements: [
    // Only what is open and due, a fraction of all recipients. The last two columns say nothing new, but without them SQLite
    // reads the table beside the index to see that they are as the index says.
    "CREATE INDEX recipient_open_due ON recipient (workspace_id, due_at, assignment_id, person_id, status, superseded_at) WHERE status IN ('assigned', 'opened') AND superseded_at IS NULL AND due_at IS NOT NULL",
    'ALTER TABLE workspace ADD COLUMN leaderboard TEXT',
  ],
}
