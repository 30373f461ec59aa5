import { sql as raw } from 'kysely'
import type { Tx } from '../db/db.ts'
import type { Draft } from './draft.ts'

type Names = {
  person: Draft['people']
  tag_key: Draft['keys']
  tag: Draft['tags']
  alias: Draft['aliases']
  segment: Draft['segments']
  assignment: Draft['assignments']
  exception: Draft['exceptions']
}
type Table = keyof Names
type Row = Record<string, unknown> & { id: number }

/** The columns that a unique index watches, as the draft's rows and as the tables call them. */
const UNIQUE: Record<Table, readonly { field: string; column: string; within?: string }[]> = {
  person: [
    { field: 'email', column: 'email' },
    { field: 'externalId', column: 'external_id' },
  ],
  tag_key: [{ field: 'name_fold', column: 'name_fold' }],
  tag: [{ field: 'value_fold', column: 'value_fold', within: 'key_id' }],
  alias: [],
  segment: [{ field: 'name_fold', column: 'name_fold' }],
  assignment: [],
  exception: [],
}

const IDS_A_STATEMENT = 500

/**
 * Both databases check uniqueness row by row. Where a name passes from one row to another in one change (two people swap
 * their addresses, an undo of such a swap), whoever gives it up is parked first under a name that nobody can type: the
 * commit writes the real one a moment later.
 */
export async function parkNames<T extends Table>(
  tx: Tx,
  workspaceId: number,
  table: T,
  writes: Names[T],
): Promise<void> {
  for (const unique of UNIQUE[table]) {
    const ids = passing(writes as ReadonlyMap<number, { before: Row | null; after: Row | null }>, unique)
    for (let start = 0; start < ids.length; start += IDS_A_STATEMENT) {
      const some = raw.join(ids.slice(start, start + IDS_A_STATEMENT))
      await raw`
        update ${raw.table(table)} set ${raw.ref(unique.column)} = ' ' || cast(id as text)
        where workspace_id = ${workspaceId} and id in (${some})`.execute(tx.sql)
    }
  }
}

function passing(
  writes: ReadonlyMap<number, { before: Row | null; after: Row | null }>,
  { field, within }: { field: string; within?: string },
): number[] {
  const name = (row: Row) => (within ? `${String(row[within])}:${String(row[field])}` : row[field])
  const givenUp = new Map<unknown, number>()
  for (const [id, { before, after }] of writes)
    if (before && after && name(before) !== name(after)) givenUp.set(name(before), id)
  if (givenUp.size === 0) return []
  const ids = new Set<number>()
  for (const [id, { after }] of writes) {
    const giver = after ? givenUp.get(name(after)) : undefined
    if (giver !== undefined && giver !== id) ids.add(giver)
  }
  return [...ids]
}
