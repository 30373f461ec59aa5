import type { Kysely } from 'kysely'
import type { Schema, WorkspaceTable } from './schema.ts'

/** Anything that runs SQL: the reading side, or the connection of an open transaction. Queries take it first. */
export type Sql = Kysely<Schema>

/** An open writing transaction. Whoever opened it passes it on; queries never open one. */
export type Tx = {
  sql: Sql
  /** Locks the workspace's row until the transaction ends and reads it; undefined when there is none. */
  lockWorkspace(id: number): Promise<WorkspaceTable | undefined>
  /** The bulk load. Rows are arrays in the order of `columns`; `count` says about how many, where there may be very many. */
  insertRows(
    table: keyof Schema,
    columns: readonly string[],
    rows: Iterable<readonly unknown[]>,
    count?: number,
  ): Promise<void>
  /** As insertRows, but a row whose `keys` exist is overwritten. */
  upsertRows(
    table: keyof Schema,
    keys: readonly string[],
    columns: readonly string[],
    rows: Iterable<readonly unknown[]>,
  ): Promise<void>
}

export type Db = {
  dialect: 'sqlite' | 'postgres'
  read: Sql
  /**
   * For better-auth, which brings its own queries: single statements that commit by themselves and wait for a busy
   * database. Everybody else writes in `transaction`.
   */
  write: Sql
  /** One transaction: all of it or nothing. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Reads that must all see one state of the database. */
  snapshot<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
  /** Statements of a migration, outside the query builder. */
  script(statements: readonly string[]): Promise<void>
  /** Gives back what was kept of the database in memory, after work that went through very much of it. */
  giveBackMemory(): void
  close(): Promise<void>
}
