import type { Migration } from './migrations.ts'
import type { RecipientTable, StepDoneTable } from './schema.ts'

/** A recipient's row as it was before a write after which it no longer tells (changes/keepRecipients.ts). */
export type RecipientPastTable = Omit<RecipientTable, 'superseded_at'> & {
  /** The moment of that write: it was so until then. */
  until: number
  /** The change that wrote; 0 for what a course reported. */
  change_id: number
}

/** Somebody recorded that a step was not done after all. */
export type StepTakenBackTable = StepDoneTable & {
  until: number
  change_id: number
  /** When undoing that gave it back. */
  restored_at: number | null
}

/**
 * What recipients were before a write that their row alone cannot tell of: a row's own moments say when it was opened,
 * completed or withdrawn, and these say the rest.
 */
export const recipientPast: Migration = {
  version: 12,
  name: 'the past of recipients: what was taken back, recorded late, received again or due on another day',
  statements: [
    `CREATE TABLE recipient_past (
      workspace_id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, occurrence INT NOT NULL, until BIGINT NOT NULL,
      change_id INT NOT NULL, status TEXT NOT NULL, assigned_at BIGINT NOT NULL, due_at BIGINT, opened_at BIGINT, completed_at BIGINT,
      withdrawn_at BIGINT, via TEXT NOT NULL, assigned_in INT NOT NULL, completed_in INT, evidence TEXT,
      CONSTRAINT recipient_past_key PRIMARY KEY (workspace_id, assignment_id, person_id, occurrence, until, change_id),
      CONSTRAINT recipient_past_of FOREIGN KEY (workspace_id, assignment_id, person_id, occurrence)
        REFERENCES recipient (workspace_id, assignment_id, person_id, occurrence)
    ) CLUSTERED`,
    'CREATE INDEX recipient_past_change ON recipient_past (workspace_id, change_id) WHERE change_id > 0',
    `CREATE TABLE step_taken_back (
      workspace_id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, occurrence INT NOT NULL, step_id INT NOT NULL,
      until BIGINT NOT NULL, done_at BIGINT NOT NULL, change_id INT NOT NULL, restored_at BIGINT,
      CONSTRAINT step_taken_back_key PRIMARY KEY (workspace_id, assignment_id, person_id, occurrence, step_id, until),
      CONSTRAINT step_taken_back_of FOREIGN KEY (workspace_id, assignment_id, person_id, occurrence)
        REFERENCES recipient (workspace_id, assignment_id, person_id, occurrence)
    ) CLUSTERED`,
  ],
}
