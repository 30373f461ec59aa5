import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownSchema } from '../../test/app.ts'
import { migrations, translate } from './migrations.ts'
import { openDatabase } from './open.ts'

/** As an assignment stood before it could come again: two recipients, one reminded, and a message that waits. */
const BEFORE = [
  `insert into workspace (id, organization_id, name, time_zone, limits, version, evaluated_on, next_person, next_key, next_tag,
    next_segment, next_assignment, next_import, next_message, created_at)
    values (1, 'x', 'Acme', 'Etc/UTC', '{}', 1, '2026-03-02', 3, 1, 1, 1, 2, 1, 4, 0)`,
  ...[1, 2].map(
    id => `insert into person (workspace_id, id, email, first_name, last_name, status, tags, search, created_at, updated_at, changed_in)
      values (1, ${id}, 'p${id}@example.com', 'P', '', 'active', '[]', 'p', 0, 0, 1)`,
  ),
  `insert into assignment (workspace_id, id, title, instructions, audience, joiners, leavers, reminders, status, created_at, updated_at, changed_in)
    values (1, 1, 'Read this', '', '{}', 'receive', 'keep', '[3]', 'live', 0, 0, 1)`,
  `insert into recipient (workspace_id, assignment_id, person_id, status, assigned_at, due_at, via, assigned_in)
    values (1, 1, 1, 'opened', 7, 9, '[1]', 1)`,
  `insert into recipient (workspace_id, assignment_id, person_id, status, assigned_at, withdrawn_at, via, assigned_in)
    values (1, 1, 2, 'withdrawn', 7, 8, '[1]', 1)`,
  ...[
    [1, 'assigned', '', 'sent'],
    [1, 'reminder', '3', 'queued'],
    [2, 'assigned', '', 'cancelled'],
  ].map(
    ([person, kind, which, status], at) =>
      `insert into message (workspace_id, id, assignment_id, person_id, kind, occurrence, status, recipient_email, attempts, send_at, created_at, change_id)
        values (1, ${at + 1}, 1, ${person}, '${kind}', '${which}', '${status}', 'p${person}@example.com', 0, 5, 5, 1)`,
  ),
]

test('recipients and messages of before are the first occurrence of their assignment, and lose nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-occurrences-'))
  const schema = await ownSchema()
  const db = openDatabase({ dataFolder: folder, databaseUrl: schema.url })
  const script = (statements: string[]) => db.script(statements.map(each => translate(each, db.dialect)))
  const at = migrations.findIndex(({ name }) => name.startsWith('occurrences'))
  for (const { statements } of migrations.slice(0, at)) await script(statements)
  await db.script(BEFORE)
  await script(migrations[at]?.statements ?? [])
  expect(
    await db.read
      .selectFrom('recipient')
      .select(['person_id', 'occurrence', 'status', 'due_at', 'withdrawn_at', 'superseded_at'])
      .orderBy('person_id')
      .execute(),
  ).toEqual([
    { person_id: 1, occurrence: 1, status: 'opened', due_at: 9, withdrawn_at: null, superseded_at: null },
    { person_id: 2, occurrence: 1, status: 'withdrawn', due_at: null, withdrawn_at: 8, superseded_at: null },
  ])
  expect(
    await db.read
      .selectFrom('message')
      .select(['person_id', 'occurrence', 'kind', 'variant', 'status'])
      .orderBy('id')
      .execute(),
  ).toEqual([
    { person_id: 1, occurrence: 1, kind: 'assigned', variant: '', status: 'sent' },
    { person_id: 1, occurrence: 1, kind: 'reminder', variant: '3', status: 'queued' },
    { person_id: 2, occurrence: 1, kind: 'assigned', variant: '', status: 'cancelled' },
  ])
  expect(
    await db.read.selectFrom('assignment').select(['repeat', 'occurrence']).executeTakeFirstOrThrow(),
  ).toEqual({ repeat: null, occurrence: 1 })
  await db.close()
  await schema.drop()
  rmSync(folder, { recursive: true })
})
