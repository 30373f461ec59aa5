import type { Migration } from './migrations.ts'

/**
 * Who may sign in. account, session, credential and verification are read and written by better-auth
 * (access/auth.ts maps its names to these), so their moments are ISO 8601 text and their flags 0 or 1, in both
 * databases. The other three are ours. An account may be a member of several workspaces.
 */
export type AccessSchema = {
  account: {
    id: string
    /** Lower case. */
    email: string
    email_verified: number
    name: string
    image: string | null
    created_at: string
    updated_at: string
  }
  session: {
    id: string
    account_id: string
    token: string
    expires_at: string
    ip_address: string | null
    user_agent: string | null
    /** The workspace the session is in; null: the first one the account belongs to. */
    workspace_id: number | null
    created_at: string
    updated_at: string
  }
  credential: {
    id: string
    account_id: string
    provider_id: string
    provider_account_id: string
    password: string | null
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: string | null
    refresh_token_expires_at: string | null
    scope: string | null
    created_at: string
    updated_at: string
  }
  verification: {
    id: string
    identifier: string
    value: string
    expires_at: string
    created_at: string
    updated_at: string
  }
  member: { workspace_id: number; account_id: string; role: string; joined_at: number }
  invitation: {
    workspace_id: number
    id: string
    email: string
    role: string
    invited_by: string
    expires_at: number
    created_at: number
  }
  api_key: {
    workspace_id: number
    id: string
    name: string
    role: string
    /** What people see of it, such as `mst_3fA9`. */
    start: string
    /** SHA-256 of the key, hex. A key is 256 random bits, so no slow hash is needed. */
    hash: string
    created_by: string
    created_at: number
    last_used_at: number | null
  }
}

export const accessTables: Migration = {
  version: 2,
  name: 'accounts, sessions, members, invitations and API keys',
  statements: [
    `CREATE TABLE account (
      id TEXT NOT NULL, email TEXT NOT NULL, email_verified INT NOT NULL, name TEXT NOT NULL, image TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      CONSTRAINT account_key PRIMARY KEY (id), CONSTRAINT account_email UNIQUE (email)
    ) CLUSTERED`,
    `CREATE TABLE session (
      id TEXT NOT NULL, account_id TEXT NOT NULL, token TEXT NOT NULL, expires_at TEXT NOT NULL, ip_address TEXT, user_agent TEXT,
      workspace_id INT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      CONSTRAINT session_key PRIMARY KEY (id), CONSTRAINT session_token UNIQUE (token),
      CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id)
    ) CLUSTERED`,
    'CREATE INDEX session_of_account ON session (account_id)',
    `CREATE TABLE credential (
      id TEXT NOT NULL, account_id TEXT NOT NULL, provider_id TEXT NOT NULL, provider_account_id TEXT NOT NULL, password TEXT,
      access_token TEXT, refresh_token TEXT, id_token TEXT, access_token_expires_at TEXT, refresh_token_expires_at TEXT, scope TEXT,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      CONSTRAINT credential_key PRIMARY KEY (id), CONSTRAINT credential_provider UNIQUE (provider_id, provider_account_id),
      CONSTRAINT credential_account FOREIGN KEY (account_id) REFERENCES account (id)
    ) CLUSTERED`,
    'CREATE INDEX credential_of_account ON credential (account_id)',
    `CREATE TABLE verification (
      id TEXT NOT NULL, identifier TEXT NOT NULL, value TEXT NOT NULL, expires_at TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      CONSTRAINT verification_key PRIMARY KEY (id)
    ) CLUSTERED`,
    'CREATE INDEX verification_identifier ON verification (identifier)',
    `CREATE TABLE member (
      workspace_id INT NOT NULL, account_id TEXT NOT NULL, role TEXT NOT NULL, joined_at BIGINT NOT NULL,
      CONSTRAINT member_key PRIMARY KEY (workspace_id, account_id),
      CONSTRAINT member_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id),
      CONSTRAINT member_account FOREIGN KEY (account_id) REFERENCES account (id)
    ) CLUSTERED`,
    'CREATE INDEX member_of_account ON member (account_id)',
    `CREATE TABLE invitation (
      workspace_id INT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL, invited_by TEXT NOT NULL,
      expires_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
      CONSTRAINT invitation_key PRIMARY KEY (workspace_id, id), CONSTRAINT invitation_id UNIQUE (id),
      CONSTRAINT invitation_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
    `CREATE TABLE api_key (
      workspace_id INT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, start TEXT NOT NULL, hash TEXT NOT NULL,
      created_by TEXT NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT,
      CONSTRAINT api_key_key PRIMARY KEY (workspace_id, id), CONSTRAINT api_key_hash UNIQUE (hash),
      CONSTRAINT api_key_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ) CLUSTERED`,
  ],
}
