import { accessTables } from './accessTables.ts'
import { deliveryTables, waitingInOrder } from './deliveryTables.ts'
import { occurrences } from './occurrences.ts'
import { recipientPages, revokedLinks } from './recipientPages.ts'
import { recipientPast } from './recipientPast.ts'
import { reports } from './reports.ts'

/**
 * Numbered, forward only. Written once for both databases: INT, BIGINT, TEXT, BLOB and the two table endings are
 * translated by `translate`. Text that is compared or sorted uses the byte order ("C") in PostgreSQL, as SQLite does,
 * so that cursors and sort orders are the same.
 */
export type Migration = { version: number; name: string; statements: string[] }

export function translate(statement: string, dialect: 'sqlite' | 'postgres'): string {
  return dialect === 'sqlite'
    ? statement
        .replace(/\bBIGINT\b/g, 'INTEGER')
        .replace(/\bINT\b/g, 'INTEGER')
        .replace(/\)\s*CLUSTERED$/, ') STRICT, WITHOUT ROWID')
        .replace(/\)\s*PLAIN$/, ') STRICT')
    : statement
        .replace(/\bINT\b/g, 'INTEGER')
        .replace(/\bBLOB\b/g, 'BYTEA')
        .replace(/\bTEXT\b/g, 'TEXT COLLATE "C"')
        .replace(/\)\s*(CLUSTERED|PLAIN)$/, ')')
}

const core: Migration = {
  version: 1,
  name: 'people, tags, segments, assignments, imports and the change log',
  statements: [
    `CREATE TABLE workspace (
      id INT NOT NULL, organization_id TEXT NOT NULL, name TEXT NOT NULL, time_zone TEXT NOT NULL, limits TEXT NOT NULL,
      version INT NOT NULL, evaluated_on TEXT NOT NULL, next_person INT NOT NULL, next_key INT NOT NULL, next_tag INT NOT NULL, next_segment INT NOT NULL,
      next_assignment INT NOT NULL, next_import INT NOT NULL, next_message INT NOT NULL, created_at BIGINT NOT NULL,
      CONSTRAINT workspace_key PRIMARY KEY (id), CONSTRAINT workspace_organization UNIQUE (organization_id)
    ) PLAIN`,
    `CREATE TABLE person (
      workspace_id INT NOT NULL, id INT NOT NULL, email TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
      external_id TEXT, status TEXT NOT NULL, tags TEXT NOT NULL, search TEXT NOT NULL, created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL, changed_in INT NOT NULL,
      CONSTRAINT person_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT person_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX person_email ON person (workspace_id, email)',
    'CREATE UNIQUE INDEX person_external_id ON person (workspace_id, external_id) WHERE external_id IS NOT NULL',
    'CREATE INDEX person_search ON person (workspace_id, search)',
    `CREATE TABLE tag_key (
      workspace_id INT NOT NULL, id INT NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL, type TEXT NOT NULL,
      position INT NOT NULL, changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT tag_key_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT tag_key_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX tag_key_name ON tag_key (workspace_id, name_fold) WHERE deleted_in IS NULL',
    `CREATE TABLE tag (
      workspace_id INT NOT NULL, id INT NOT NULL, key_id INT NOT NULL, value TEXT NOT NULL, value_fold TEXT NOT NULL,
      changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT tag_id PRIMARY KEY (workspace_id, id),
      CONSTRAINT tag_of_key FOREIGN KEY (workspace_id, key_id) REFERENCES tag_key (workspace_id, id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX tag_value ON tag (workspace_id, key_id, value_fold) WHERE deleted_in IS NULL',
    `CREATE TABLE segment (
      workspace_id INT NOT NULL, id INT NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL, description TEXT NOT NULL,
      rule TEXT NOT NULL, updated_at BIGINT NOT NULL, changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT segment_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT segment_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX segment_name ON segment (workspace_id, name_fold) WHERE deleted_in IS NULL',
    `CREATE TABLE assignment (
      workspace_id INT NOT NULL, id INT NOT NULL, title TEXT NOT NULL, instructions TEXT NOT NULL, link TEXT, audience TEXT NOT NULL,
      joiners TEXT NOT NULL, leavers TEXT NOT NULL, starts_at BIGINT, due TEXT, reminders TEXT NOT NULL, status TEXT NOT NULL,
      published_at BIGINT, closed_at BIGINT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT assignment_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT assignment_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    `CREATE TABLE recipient (
      workspace_id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, status TEXT NOT NULL, assigned_at BIGINT NOT NULL,
      due_at BIGINT, opened_at BIGINT, completed_at BIGINT, withdrawn_at BIGINT, via TEXT NOT NULL, assigned_in INT NOT NULL,
      CONSTRAINT recipient_key PRIMARY KEY (workspace_id, assignment_id, person_id),
      CONSTRAINT recipient_assignment FOREIGN KEY (workspace_id, assignment_id) REFERENCES assignment (workspace_id, id),
      CONSTRAINT recipient_person FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
    ) CLUSTERED`,
    'CREATE INDEX recipient_of_person ON recipient (workspace_id, person_id)',
    `CREATE TABLE message (
      workspace_id INT NOT NULL, id INT NOT NULL, assignment_id INT NOT NULL, person_id INT NOT NULL, kind TEXT NOT NULL,
      occurrence TEXT NOT NULL, status TEXT NOT NULL, recipient_email TEXT NOT NULL, reason TEXT, attempts INT NOT NULL,
      send_at BIGINT NOT NULL, created_at BIGINT NOT NULL, sent_at BIGINT, change_id INT NOT NULL, claimed_by TEXT, claimed_at BIGINT,
      CONSTRAINT message_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT message_once UNIQUE (workspace_id, assignment_id, person_id, kind, occurrence),
      CONSTRAINT message_recipient FOREIGN KEY (workspace_id, assignment_id, person_id) REFERENCES recipient (workspace_id, assignment_id, person_id)
    ) CLUSTERED`,
    "CREATE INDEX message_waiting ON message (send_at) WHERE status IN ('queued', 'held', 'sending')",
    `CREATE TABLE import (
      workspace_id INT NOT NULL, id INT NOT NULL, status TEXT NOT NULL, file_name TEXT NOT NULL, bytes BIGINT NOT NULL, about TEXT NOT NULL,
      options TEXT NOT NULL, rows INT NOT NULL, progress_done INT NOT NULL, progress_total INT NOT NULL, plan TEXT, problems INT NOT NULL,
      error TEXT, change_id INT, created_at BIGINT NOT NULL, created_by TEXT NOT NULL, pending TEXT,
      CONSTRAINT import_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT import_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    `CREATE TABLE import_chunk (
      workspace_id INT NOT NULL, import_id INT NOT NULL, n INT NOT NULL, bytes BLOB NOT NULL,
      CONSTRAINT import_chunk_key PRIMARY KEY (workspace_id, import_id, n),
      CONSTRAINT import_chunk_import FOREIGN KEY (workspace_id, import_id) REFERENCES import (workspace_id, id)
    ) PLAIN`,
    `CREATE TABLE import_problem (
      workspace_id INT NOT NULL, import_id INT NOT NULL, n INT NOT NULL, row_number INT NOT NULL, column_name TEXT, value TEXT, message TEXT NOT NULL,
      CONSTRAINT import_problem_key PRIMARY KEY (workspace_id, import_id, n),
      CONSTRAINT import_problem_import FOREIGN KEY (workspace_id, import_id) REFERENCES import (workspace_id, id)
    ) CLUSTERED`,
    `CREATE TABLE change (
      workspace_id INT NOT NULL, id INT NOT NULL, at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL,
      act TEXT NOT NULL, summary TEXT NOT NULL, plan TEXT NOT NULL, undoes INT, undone_by INT, import_id INT, idempotency_key TEXT,
      CONSTRAINT change_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT change_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX change_idempotency ON change (workspace_id, idempotency_key) WHERE idempotency_key IS NOT NULL',
    `CREATE TABLE change_set (
      workspace_id INT NOT NULL, change_id INT NOT NULL, kind TEXT NOT NULL, target_id INT NOT NULL, entered BLOB NOT NULL, left_set BLOB NOT NULL,
      CONSTRAINT change_set_key PRIMARY KEY (workspace_id, change_id, kind, target_id),
      CONSTRAINT change_set_change FOREIGN KEY (workspace_id, change_id) REFERENCES change (workspace_id, id)
    ) PLAIN`,
    'CREATE INDEX change_set_target ON change_set (workspace_id, kind, target_id, change_id)',
    `CREATE TABLE change_person (
      workspace_id INT NOT NULL, change_id INT NOT NULL, first_id INT NOT NULL, last_id INT NOT NULL, before TEXT,
      CONSTRAINT change_person_key PRIMARY KEY (workspace_id, change_id, first_id),
      CONSTRAINT change_person_change FOREIGN KEY (workspace_id, change_id) REFERENCES change (workspace_id, id)
    ) PLAIN`,
    'CREATE INDEX change_person_range ON change_person (workspace_id, first_id, last_id)',
    `CREATE TABLE change_row (
      workspace_id INT NOT NULL, change_id INT NOT NULL, kind TEXT NOT NULL, row_id INT NOT NULL, before TEXT,
      CONSTRAINT change_row_key PRIMARY KEY (workspace_id, change_id, kind, row_id),
      CONSTRAINT change_row_change FOREIGN KEY (workspace_id, change_id) REFERENCES change (workspace_id, id)
    ) CLUSTERED`,
    'CREATE INDEX change_row_target ON change_row (workspace_id, kind, row_id, change_id)',
    `CREATE TABLE idempotency (
      workspace_id INT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INT, body TEXT, at BIGINT NOT NULL,
      CONSTRAINT idempotency_key PRIMARY KEY (workspace_id, key)
    ) CLUSTERED`,
    `CREATE TABLE guide_feedback (
      workspace_id INT NOT NULL, id INT NOT NULL, slug TEXT NOT NULL, answered INT NOT NULL, remark TEXT NOT NULL, by_name TEXT NOT NULL, at BIGINT NOT NULL,
      CONSTRAINT guide_feedback_key PRIMARY KEY (workspace_id, id)
    ) CLUSTERED`,
  ],
}

const origins: Migration = {
  version: 3,
  name: 'where tags come from: the rows of imports, and the day each change brought',
  statements: [
    `CREATE TABLE import_row (
      workspace_id INT NOT NULL, import_id INT NOT NULL, first_person_id INT NOT NULL, rows BLOB NOT NULL,
      CONSTRAINT import_row_key PRIMARY KEY (workspace_id, import_id, first_person_id),
      CONSTRAINT import_row_import FOREIGN KEY (workspace_id, import_id) REFERENCES import (workspace_id, id)
    ) PLAIN`,
    'ALTER TABLE change ADD COLUMN day TEXT',
    // 'A new day: 2026-03-02'
    "UPDATE change SET day = substr(summary, 12) WHERE act = 'clock.midnight'",
    'CREATE INDEX change_day ON change (workspace_id, id) WHERE day IS NOT NULL',
  ],
}

const presets: Migration = {
  version: 4,
  name: 'presets of imports, recognised by the headers',
  statements: [
    `CREATE TABLE import_preset (
      workspace_id INT NOT NULL, id INT NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL, headers TEXT NOT NULL,
      options TEXT NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL,
      CONSTRAINT import_preset_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT import_preset_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    'CREATE UNIQUE INDEX import_preset_name ON import_preset (workspace_id, name_fold)',
  ],
}

const aliases: Migration = {
  version: 5,
  name: 'aliases: other spellings of keys and tags',
  statements: [
    `CREATE TABLE alias (
      workspace_id INT NOT NULL, id INT NOT NULL, key_id INT, tag_id INT, spelling TEXT NOT NULL, spelling_fold TEXT NOT NULL, kind TEXT NOT NULL,
      created_at BIGINT NOT NULL, created_by TEXT NOT NULL, changed_in INT NOT NULL, deleted_in INT,
      CONSTRAINT alias_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT alias_of_key FOREIGN KEY (workspace_id, key_id) REFERENCES tag_key (workspace_id, id),
      CONSTRAINT alias_of_tag FOREIGN KEY (workspace_id, tag_id) REFERENCES tag (workspace_id, id)
    ) CLUSTERED`,
    'ALTER TABLE workspace ADD COLUMN next_alias INT NOT NULL DEFAULT 1',
  ],
}

const histories: Migration = {
  version: 6,
  name: 'how imports ended, and how long their files are kept',
  statements: [
    'ALTER TABLE import ADD COLUMN ended_at BIGINT',
    'ALTER TABLE import ADD COLUMN ended_by TEXT',
    'ALTER TABLE import ADD COLUMN took_ms BIGINT',
    'ALTER TABLE import ADD COLUMN file_deleted_at BIGINT',
    `UPDATE import SET
      ended_at = (SELECT c.at FROM change c WHERE c.workspace_id = import.workspace_id AND c.id = import.change_id),
      ended_by = (SELECT c.actor_name FROM change c WHERE c.workspace_id = import.workspace_id AND c.id = import.change_id)
      WHERE change_id IS NOT NULL`,
    'ALTER TABLE workspace ADD COLUMN keep_files_days INT NOT NULL DEFAULT 90',
  ],
}

export const migrations: Migration[] = [
  core,
  accessTables,
  origins,
  presets,
  aliases,
  histories,
  occurrences,
  deliveryTables,
  recipientPages,
  reports,
  recipientPast,
  revokedLinks,
  waitingInOrder,
]
