import type { Sql } from '../db/db.ts'
import { followed, type Move, type Moves } from '../roster/moved.ts'
import { nobody } from '../roster/peopleSet.ts'
import { fromBytes } from '../roster/portable.ts'
import { exceptionMove, type RosterChange } from './applyToRoster.ts'

/**
 * Everything that was committed after `version`, as one step for the roster. `sql` must see one state of the database.
 * Answers undefined when there is nothing new.
 */
export async function readLog(
  sql: Sql,
  workspaceId: number,
  version: number,
): Promise<RosterChange | undefined> {
  const workspace = await sql
    .selectFrom('workspace')
    .select(['version', 'evaluated_on'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (workspace.version <= version) return undefined
  const change: RosterChange = {
    version: workspace.version,
    today: workspace.evaluated_on,
    people: { entered: nobody, left: nobody },
    tagMoves: new Map(),
    segmentMoves: new Map(),
    assignmentMoves: new Map(),
    keys: new Map(),
    tags: new Map(),
    aliases: new Map(),
    segments: new Map(),
    assignments: new Map(),
    exceptions: [],
  }
  const sets = await sql
    .selectFrom('change_set')
    .select(['kind', 'target_id', 'entered', 'left_set'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '>', version)
    .where('kind', 'not in', ['changed', 'renewed'])
    .orderBy('change_id')
    .execute()
  for (const row of sets) {
    const move = { entered: fromBytes(row.entered), left: fromBytes(row.left_set) }
    if (row.kind === 'people') change.people = followed(change.people, move)
    else if (row.kind === 'tag') follow(change.tagMoves, row.target_id, move)
    else if (row.kind === 'segment') follow(change.segmentMoves, row.target_id, move)
    else follow(change.assignmentMoves, row.target_id, move)
  }
  const since = <T extends { id: number; deleted_in: number | null }>(rows: T[]) =>
    new Map(rows.map(row => [row.id, row.deleted_in === null ? row : null]))
  change.keys = since(
    await sql
      .selectFrom('tag_key')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('changed_in', '>', version)
      .execute(),
  )
  change.tags = since(
    await sql
      .selectFrom('tag')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('changed_in', '>', version)
      .execute(),
  )
  change.aliases = since(
    await sql
      .selectFrom('alias')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('changed_in', '>', version)
      .execute(),
  )
  change.segments = since(
    await sql
      .selectFrom('segment')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('changed_in', '>', version)
      .execute(),
  )
  change.assignments = since(
    await sql
      .selectFrom('assignment')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('changed_in', '>', version)
      .execute(),
  )
  const exceptions = await sql
    .selectFrom('exception')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('changed_in', '>', version)
    .execute()
  change.exceptions = exceptions.map(row => exceptionMove(row, row.deleted_in === null))
  return change
}

function follow(moves: Moves, id: number, next: Move): void {
  const first = moves.get(id)
  moves.set(id, first ? followed(first, next) : next)
}
