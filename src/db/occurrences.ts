import type { Migration } from './migrations.ts'

/**
 * A recipient has one row for each occurrence, so the key of recipients changes, and with it the one that messages point
 * to: SQLite cannot alter either, so both tables are made anew. Constraints are called otherwise than before, because
 * PostgreSQL keeps the old names until the old tables are gone.
 */
export const occurrences: Migration = {
  version: 7,
  name: 'occurrences of assignments, exceptions, and the working days of a workspace',
  statements: [
    `ALTER TABLE workspace ADD COLUMN calendar TEXT NOT NULL DEFAULT '{"workingDays":[1,2,3,4,5],"closedDays":[]}'`,
    'ALTER TABLE workspace ADD COLUMN next_exception INT NOT NULL DEFAULT 1',
    'ALTER TABLE assignment ADD COLUMN "repeat" TEXT',
    'ALTER TABLE assignment ADD COLUMN occurrence INT NOT NULL DEFAULT 1',
    'ALTER TABLE assignment ADD COLUMN occurred_on TEXT',
    'ALTER TABLE message RENAME TO message_before',
    'ALTER TABLE recipient RENAME TO recipient_before',
    `CREATE TABLE recipient (
      workspace_id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, occurrence INT NOT NULL, status TEXT NOT NULL,
      assigned_at BIGINT NOT NULL, due_at BIGINT, opened_at BIGINT, completed_at BIGINT, withdrawn_at BIGINT, superseded_at BIGINT,
      via TEXT NOT NULL, assigned_in INT NOT NULL,
      CONSTRAINT recipient_once PRIMARY KEY (workspace_id, assignment_id, person_id, occurrence),
      CONSTRAINT recipient_of_assignment FOREIGN KEY (workspace_id, assignment_id) REFERENCES assignment (workspace_id, id),
      CONSTRAINT recipient_is_person FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
    ) CLUSTERED`,
    `INSERT INTO recipient
      SELECT workspace_id, assignment_id, person_id, 1, status, assigned_at, due_at, opened_at, completed_at, withdrawn_at, NULL, via, assigned_in
      FROM recipient_before`,
    `CREATE TABLE message (
      workspace_id INT NOT NULL, id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, occurrence INT NOT NULL,
      kind TEXT NOT NULL, variant TEXT NOT NULL, status TEXT NOT NULL, recipient_email TEXT NOT NULL, reason TEXT, attempts INT NOT NULL,
      send_at BIGINT NOT NULL, created_at BIGINT NOT NULL, sent_at BIGINT, change_id INT NOT NULL, claimed_by TEXT, claimed_at BIGINT,
      CONSTRAINT message_id PRIMARY KEY (workspace_id, id),
      CONSTRAINT message_told_once UNIQUE (workspace_id, assignment_id, person_id, occurrence, kind, variant),
      CONSTRAINT message_of_recipient FOREIGN KEY (workspace_id, assignment_id, person_id, occurrence)
        REFERENCES recipient (workspace_id, assignment_id, person_id, occurrence)
    ) CLUSTERED`,
    `INSERT INTO message
      SELECT workspace_id, id, assignment_id, person_id, 1, kind, occurrence, status, recipient_email, reason, attempts,
        send_at, created_at, sent_at, change_id, claimed_by, claimed_at
      FROM message_before`,
    'DROP TABLE message_before',
    'DROP TABLE recipient_before',
    'CREATE INDEX recipient_of_person ON recipient (workspace_id, person_id)',
    // Few enough rows to cost publishing nothing: what the clock looks through for whom it is time again.
    "CREATE INDEX recipient_completed ON recipient (workspace_id, assignment_id, completed_at) WHERE status = 'completed' AND superseded_at IS NULL",
    "CREATE INDEX message_waiting ON message (send_at) WHERE status IN ('queued', 'held', 'sending')",
    `CREATE TABLE exception (
      workspace_id INT NOT NULL, id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, kind TEXT NOT NULL,
      occurrence INT NOT NULL, until TEXT, reason TEXT NOT NULL, made_at BIGINT NOT NULL, made_by TEXT NOT NULL,
      ended_at BIGINT, ended_by TEXT, changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT exception_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT exception_of_assignment FOREIGN KEY (workspace_id, assignment_id) REFERENCES assignment (workspace_id, id),
      CONSTRAINT exception_of_person FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX exception_once ON exception (workspace_id, assignment_id, person_id, kind, occurrence) WHERE ended_at IS NULL AND deleted_in IS NULL',
  ],
}
