import type { Migration } from './migrations.ts'

export const recipientPages: Migration = {
  version: 10,
  name: 'personal links that can be replaced, assignments of several steps, and what completions rest on',
  statements: [
    'ALTER TABLE person ADD COLUMN link_generation INT NOT NULL DEFAULT 1',
    "ALTER TABLE assignment ADD COLUMN completion TEXT NOT NULL DEFAULT 'done'",
    "ALTER TABLE assignment ADD COLUMN steps TEXT NOT NULL DEFAULT '[]'",
    'ALTER TABLE assignment ADD COLUMN next_step INT NOT NULL DEFAULT 1',
    'ALTER TABLE recipient ADD COLUMN completed_in INT',
    'ALTER TABLE recipient ADD COLUMN evidence TEXT',
    `CREATE TABLE step_done (
      workspace_id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, occurrence INT NOT NULL, step_id INT NOT NULL,
      done_at BIGINT NOT NULL,
      CONSTRAINT step_done_once PRIMARY KEY (workspace_id, assignment_id, person_id, occurrence, step_id),
      CONSTRAINT step_done_by_recipient FOREIGN KEY (workspace_id, assignment_id, person_id, occurrence)
        REFERENCES recipient (workspace_id, assignment_id, person_id, occurrence)
    ) CLUSTERED`,
  ],
}

export const revokedLinks: Migration = {
  version: 13,
  name: 'personal links that are revoked until a new one is made',
  statements: ['ALTER TABLE person ADD COLUMN link_revoked INT NOT NULL DEFAULT 0'],
}
