import type { Actor } from '../access/actor.ts'
import type { Tx } from '../db/db.ts'
import type { WorkspaceTable } from '../db/schema.ts'
import { PERSON_COLUMNS, type PersonRow, toStored } from '../people/person.ts'
import type { Move } from '../roster/moved.ts'
import { difference, nobody, union } from '../roster/peopleSet.ts'
import { toBytes } from '../roster/portable.ts'
import { beforeImages } from './beforeImages.ts'
import type { Consequences } from './consequences.ts'
import type { Plan } from './contract.ts'
import type { Draft, Write } from './draft.ts'
import type { Outcome } from './makePlan.ts'
import { parkNames } from './parkNames.ts'
import { tellWebhooks } from './tellWebhooks.ts'
import { withoutNames } from './withoutNames.ts'
import { writeRecipients } from './writeRecipients.ts'

const PROGRESS_EVERY = 2_000

export type CommitRequest = {
  actor: Actor
  act: string
  idempotencyKey: string | null
  sendingIsSetUp: boolean
}

/**
 * Writes a draft and what follows from it: rows, change log, recipients, messages, and the raised version. The transaction
 * holds the workspace's lock. Answers the number of the change.
 */
export async function commit(
  tx: Tx,
  workspace: WorkspaceTable,
  draft: Draft,
  outcome: Outcome,
  plan: Plan,
  request: CommitRequest,
): Promise<number> {
  const changeId = workspace.version + 1
  await writeChange(tx, workspace.id, changeId, draft, plan, request)
  await writeDictionary(tx, workspace.id, changeId, draft)
  await writePeople(tx, workspace.id, changeId, draft)
  await writeSets(tx, workspace.id, changeId, outcome)
  const messages = await writeRecipients(tx, workspace, changeId, draft, outcome, request.sendingIsSetUp)
  await tellWebhooks(tx.sql, changeId, draft, outcome, plan)
  await tx.sql
    .updateTable('workspace')
    .set({
      version: changeId,
      next_person: draft.next.person,
      next_key: draft.next.key,
      next_tag: draft.next.tag,
      next_segment: draft.next.segment,
      next_assignment: draft.next.assignment,
      next_exception: draft.next.exception,
      next_alias: draft.next.alias,
      next_message: workspace.next_message + messages,
      ...(draft.today === null ? {} : { evaluated_on: draft.today }),
    })
    .where('id', '=', workspace.id)
    .execute()
  for (const write of draft.alongside) await write(tx, changeId)
  return changeId
}

async function writeChange(
  tx: Tx,
  workspaceId: number,
  changeId: number,
  draft: Draft,
  plan: Plan,
  request: CommitRequest,
): Promise<void> {
  await tx.sql
    .insertInto('change')
    .values({
      workspace_id: workspaceId,
      id: changeId,
      at: draft.now,
      actor_kind: request.actor.kind,
      actor_id: request.actor.id,
      actor_name: request.actor.name,
      act: request.act,
      summary: plan.summary,
      plan: JSON.stringify(withoutNames(plan)),
      undoes: draft.undoes,
      undone_by: null,
      import_id: draft.importId,
      idempotency_key: request.idempotencyKey,
      day: draft.today,
    })
    .execute()
  if (draft.undoes !== null) {
    await tx.sql
      .updateTable('change')
      .set({ undone_by: changeId })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', draft.undoes)
      .execute()
  }
}

/** Keys, tags, aliases, segments, assignments and exceptions: tombstones instead of deletions, and before-images for the undo. */
async function writeDictionary(tx: Tx, workspaceId: number, changeId: number, draft: Draft): Promise<void> {
  const tables = [
    ['tag_key', 'key', draft.keys],
    ['tag', 'tag', draft.tags],
    ['alias', 'alias', draft.aliases],
    ['segment', 'segment', draft.segments],
    ['assignment', 'assignment', draft.assignments],
    ['exception', 'exception', draft.exceptions],
  ] as const
  const images: unknown[][] = []
  for (const [table, kind, writes] of tables) {
    const rows: Record<string, unknown>[] = []
    // Names that are given up go first: a name may pass from one row to another in one change.
    const all: [number, Write<object>][] = [...writes]
    all.sort(([, a], [, b]) => Number(a.after !== null) - Number(b.after !== null))
    for (const [id, { before, after }] of all) {
      images.push([workspaceId, changeId, kind, id, before && JSON.stringify(before)])
      const row = after ?? before
      if (row)
        rows.push({
          workspace_id: workspaceId,
          ...row,
          changed_in: changeId,
          deleted_in: after ? null : changeId,
        })
    }
    if (rows.length === 0) continue
    await parkNames(tx, workspaceId, table, writes)
    const columns = Object.keys(rows[0] ?? {})
    await tx.upsertRows(
      table,
      ['workspace_id', 'id'],
      columns,
      rows.map(row => columns.map(column => row[column])),
    )
  }
  if (images.length > 0)
    await tx.insertRows('change_row', ['workspace_id', 'change_id', 'kind', 'row_id', 'before'], images)
}

async function writePeople(tx: Tx, workspaceId: number, changeId: number, draft: Draft): Promise<void> {
  if (draft.people.size === 0) return
  // Rows are made one by one as the database takes them: a million of them are never in memory at once.
  let written = 0
  const { changed, made } = draft.people
  function* stored(people: Iterable<PersonRow>) {
    for (const person of people) {
      yield toStored(workspaceId, changeId, person)
      if (++written % PROGRESS_EVERY === 0) draft.wrote(written)
    }
  }
  function* afters(overwriting: boolean) {
    for (const { before, after } of changed.values()) if ((before !== null) === overwriting) yield after
  }
  await parkNames(tx, workspaceId, 'person', draft.people)
  // People who give an address up go before those who take it.
  await tx.upsertRows('person', ['workspace_id', 'id'], PERSON_COLUMNS, stored(afters(true)))
  await tx.insertRows('person', PERSON_COLUMNS, stored(afters(false)))
  await tx.insertRows('person', PERSON_COLUMNS, stored(made), made.size)
  await tx.insertRows(
    'change_person',
    ['workspace_id', 'change_id', 'first_id', 'last_id', 'before'],
    beforeImages(workspaceId, changeId, draft.people),
  )
}

async function writeSets(
  tx: Tx,
  workspaceId: number,
  changeId: number,
  { consequences, assignments }: Outcome,
): Promise<void> {
  const rows: unknown[][] = []
  const add = (kind: string, id: number, { entered, left }: Move) => {
    if (!entered.isEmpty || !left.isEmpty)
      rows.push([workspaceId, changeId, kind, id, toBytes(entered), toBytes(left)])
  }
  add('people', 0, consequences.people)
  add('changed', 0, changedOnly(consequences))
  for (const [id, move] of consequences.tags) add('tag', id, move)
  for (const [id, move] of consequences.segments) add('segment', id, move)
  for (const [id, { received, withdrawn, renewed }] of assignments) {
    add('assignment', id, { entered: received, left: withdrawn })
    add('renewed', id, { entered: renewed, left: nobody })
  }
  if (rows.length > 0)
    await tx.insertRows(
      'change_set',
      ['workspace_id', 'change_id', 'kind', 'target_id', 'entered', 'left_set'],
      rows,
    )
}

/** People whose row is written though they neither came nor went. */
export function changedOnly({ people, touched }: Consequences): Move {
  return { entered: difference(touched, union(people.entered, people.left)), left: people.left }
}
