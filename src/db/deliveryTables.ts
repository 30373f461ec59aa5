import type { Migration } from './migrations.ts'

export type DeliverySchema = {
  message: MessageTable
  workspace_logo: { workspace_id: number; type: string; bytes: Uint8Array }
  installation: InstallationTable
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
}

export type MessageTable = {
  workspace_id: number
  id: number
  assignment_id: number
  person_id: number
  /** The recipient's row it tells of. */
  occurrence: number
  kind: 'assigned' | 'reminder' | 'escalation'
  /** Which of several of a kind: the days of a reminder; '' otherwise. */
  variant: string
  status: 'queued' | 'held' | 'sending' | 'sent' | 'bounced' | 'failed' | 'unknown' | 'cancelled'
  recipient_email: string
  reason: string | null
  attempts: number
  /** Not before this moment. */
  send_at: number
  created_at: number
  sent_at: number | null
  /** The change that wrote it. */
  change_id: number
  /** Who is sending it at the moment (process and start), so that a crash can be told from a slow server. */
  claimed_by: string | null
  claimed_at: number | null
  /** The first message of the mail it left with, where one mail stood for several. */
  letter: number | null
}

/** The data folders that have sent from this database, each with the stamp it carried last; delivery/installation.ts. */
export type InstallationTable = { id: string; stamp: string; seen_at: number }

export type WebhookTable = {
  workspace_id: number
  id: number
  url: string
  description: string
  /** JSON array of the events it is called for. */
  events: string
  status: 'on' | 'off'
  /** What its secret is derived from, with MUSTER_SECRET. */
  salt: string
  /** The one before a rotation, still signed with until then. */
  earlier_salt: string | null
  earlier_until: number | null
  created_at: number
  created_by: string
  deleted_at: number | null
}

export type WebhookDeliveryTable = {
  workspace_id: number
  id: number
  webhook_id: number
  event: string
  /** The same however often it is tried or replayed: receivers tell a repeat by it. */
  event_id: string
  body: string
  status: 'queued' | 'held' | 'sending' | 'sent' | 'failed' | 'cancelled'
  reason: string | null
  /** The HTTP status of the last answer. */
  answer: number | null
  attempts: number
  /** Not before this moment. */
  send_at: number
  created_at: number
  sent_at: number | null
  claimed_by: string | null
  claimed_at: number | null
}

export const deliveryTables: Migration = {
  version: 9,
  name: 'how messages are sent, which installation sends them, and webhooks',
  statements: [
    "ALTER TABLE workspace ADD COLUMN delivery TEXT NOT NULL DEFAULT '{}'",
    'ALTER TABLE workspace ADD COLUMN paused TEXT',
    'ALTER TABLE workspace ADD COLUMN unconfirmed TEXT',
    'ALTER TABLE message ADD COLUMN letter INT',
    // Only mails that stand for several messages: nearly all stand for one, and cost nothing here.
    'CREATE INDEX message_letter ON message (workspace_id, letter) WHERE letter IS NOT NULL',
    `CREATE TABLE workspace_logo (
      workspace_id INT NOT NULL, type TEXT NOT NULL, bytes BLOB NOT NULL,
      CONSTRAINT workspace_logo_key PRIMARY KEY (workspace_id),
      CONSTRAINT workspace_logo_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) PLAIN`,
    `CREATE TABLE installation (
      id TEXT NOT NULL, stamp TEXT NOT NULL, seen_at BIGINT NOT NULL, CONSTRAINT installation_key PRIMARY KEY (id)
    ) CLUSTERED`,
    `CREATE TABLE webhook (
      workspace_id INT NOT NULL, id INT NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL, events TEXT NOT NULL, status TEXT NOT NULL,
      salt TEXT NOT NULL, earlier_salt TEXT, earlier_until BIGINT, created_at BIGINT NOT NULL, created_by TEXT NOT NULL, deleted_at BIGINT,
      CONSTRAINT webhook_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT webhook_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    `CREATE TABLE webhook_delivery (
      workspace_id INT NOT NULL, id INT NOT NULL, webhook_id INT NOT NULL, event TEXT NOT NULL, event_id TEXT NOT NULL, body TEXT NOT NULL,
      status TEXT NOT NULL, reason TEXT, answer INT, attempts INT NOT NULL, send_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
      sent_at BIGINT, claimed_by TEXT, claimed_at BIGINT,
      CONSTRAINT webhook_delivery_key PRIMARY KEY (workspace_id, id),
      CONSTRAINT webhook_delivery_webhook FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook (workspace_id, id)
    ) CLUSTERED`,
    "CREATE INDEX webhook_delivery_waiting ON webhook_delivery (send_at) WHERE status IN ('queued', 'held', 'sending')",
    'CREATE INDEX webhook_delivery_of ON webhook_delivery (workspace_id, webhook_id, id)',
  ],
}

export const waitingInOrder: Migration = {
  version: 14,
  name: 'the queue of messages in the order in which they are taken',
  statements: [
    'DROP INDEX message_waiting',
    // The messages of one publish are due at one moment: without the rest of the order all of them would be sorted for each look.
    "CREATE INDEX message_waiting ON message (send_at, workspace_id, id) WHERE status IN ('queued', 'held', 'sending')",
  ],
}
