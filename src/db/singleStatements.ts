import { type CompiledQuery, type DatabaseConnection, type Dialect, Kysely, type QueryResult } from 'kysely'
import type { Sql } from './db.ts'
import type { Schema } from './schema.ts'

/**
 * A Kysely for a library that brings its own queries and knows nothing of our two connections: each statement stands
 * for itself, reading ones go to `read`, the others through `execute`, which waits for a busy database.
 * It has no transactions: those are what Db.transaction is for.
 */
export function singleStatements(
  dialect: Dialect,
  read: Sql,
  execute: <Row>(query: CompiledQuery<Row>) => Promise<QueryResult<Row>>,
): Sql {
  const connection: DatabaseConnection = {
    executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const typed = query as CompiledQuery<Row>
      return query.query.kind === 'SelectQueryNode' ? read.executeQuery(typed) : execute(typed)
    },
    // biome-ignore lint/correctness/useYield: it only refuses
    async *streamQuery() {
      throw new Error('Streaming is done on the reading side.')
    },
  }
  const refuse = async () => {
    throw new Error('Transactions go through Db.transaction.')
  }
  return new Kysely<Schema>({
    dialect: {
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: db => dialect.createIntrospector(db),
      createAdapter: () => ({
        supportsReturning: true,
        supportsTransactionalDdl: false,
        // The two connections behind have a queue of their own.
        supportsMultipleConnections: true,
        acquireMigrationLock: refuse,
        releaseMigrationLock: refuse,
      }),
      createDriver: () => ({
        async init() {},
        acquireConnection: async () => connection,
        async releaseConnection() {},
        async destroy() {},
        beginTransaction: refuse,
        commitTransaction: refuse,
        rollbackTransaction: refuse,
      }),
    },
  })
}
