import { expect, vi } from 'vitest'
import type { TestApp } from './app.ts'
import { somePeople } from './somePeople.ts'
import { upload } from './upload.ts'

/**
 * One of everything in the first workspace, with the path parameters that name it: for tests that try every door.
 * Written as rows, so that it does not depend on the acts it is there to guard.
 */
export async function aWorkspace(app: TestApp): Promise<Record<string, string>> {
  const { context, workspaceId } = app
  const { db, engine } = context
  await somePeople(context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Marketing' } })
  const at = context.now().getTime()
  const row = { workspace_id: workspaceId, id: 1, updated_at: at, changed_in: 1 }
  await db.transaction(async ({ sql }) => {
    await sql
      .insertInto('alias')
      .values({
        workspace_id: workspaceId,
        id: 1,
        tag_id: 1,
        spelling: 'Slaes',
        spelling_fold: 'slaes',
        kind: 'means',
        created_at: at,
        created_by: 'tests',
        changed_in: 1,
      })
      .execute()
    await sql
      .insertInto('segment')
      .values({
        ...row,
        name: 'Sales',
        name_fold: 'sales',
        description: '',
        rule: '{"keyId":1,"op":"is","tagIds":[1]}',
      })
      .execute()
    await sql
      .insertInto('assignment')
      .values({
        ...row,
        title: 'Read this',
        instructions: '',
        audience: '{"include":[1],"exclude":[]}',
        joiners: 'receive',
        leavers: 'keep',
        reminders: '[]',
        completion: 'done',
        steps: '[]',
        next_step: 1,
        status: 'live',
        created_at: at,
        published_at: at,
        occurrence: 1,
      })
      .execute()
    const recipient = { workspace_id: workspaceId, assignment_id: 1, person_id: 1, occurrence: 1 }
    await sql
      .insertInto('recipient')
      .values({ ...recipient, status: 'assigned', assigned_at: at, via: '[1]', assigned_in: 1 })
      .execute()
    await sql
      .insertInto('message')
      .values({
        ...recipient,
        id: 1,
        kind: 'assigned',
        variant: '',
        status: 'failed',
        recipient_email: 'ada@example.com',
        attempts: 1,
        send_at: at,
        created_at: at,
        change_id: 1,
      })
      .execute()
    await sql
      .insertInto('exception')
      .values({
        workspace_id: workspaceId,
        id: 1,
        assignment_id: 1,
        person_id: 2,
        kind: 'exempt',
        occurrence: 0,
        reason: 'On leave',
        made_at: at,
        made_by: 'tests',
        changed_in: 1,
      })
      .execute()
    await sql
      .updateTable('workspace')
      .set({ next_segment: 2, next_assignment: 2, next_message: 2, next_exception: 2, next_alias: 2 })
      .where('id', '=', workspaceId)
      .execute()
  })
  engine.rosters.clear()
  const client = await app.client('owner')
  const imported = await upload(app, {
    name: 'people.csv',
    content: 'email,first_name,last_name\na@b.example,A,B\n',
  })
  await vi.waitFor(async () =>
    expect((await client.imports.get({ id: imported.import.id })).status).toBe('ready'),
  )
  const preset = await client.importPresets.create({ body: { name: 'HR', importId: imported.import.id } })
  const plan = await client.tags.create({ query: { dryRun: true }, body: { key: 'K', values: ['V'] } })
  const invitation = await client.access.invite({ body: { email: 'invited@example.com', role: 'viewer' } })
  const key = await client.access.createKey({ body: { name: 'k', role: 'viewer' } })
  const hook = { url: 'https://hooks.example/muster', events: ['assignment.received' as const] }
  const webhook = await client.webhooks.create({ body: hook })
  // Switched off: the service that makes calls would take the row into its hands.
  await client.webhooks.update({ params: { id: webhook.id }, body: { isOn: false } })
  await db.transaction(({ sql }) =>
    sql
      .insertInto('webhook_delivery')
      .values({
        workspace_id: workspaceId,
        id: 1,
        webhook_id: webhook.id,
        event: 'webhook.test',
        event_id: 'evt_1',
        body: '{}',
        status: 'failed',
        attempts: 1,
        send_at: at,
        created_at: at,
      })
      .execute(),
  )
  const { items: members } = await client.access.members()
  return {
    people: '1',
    'tag-keys': '1',
    tags: '1',
    aliases: '1',
    segments: '1',
    assignments: '1',
    recipients: '1',
    exceptions: '1',
    messages: '1',
    webhooks: String(webhook.id),
    calls: '1',
    changes: '1',
    imports: String(imported.import.id),
    'import-presets': String(preset.id),
    plans: 'id' in plan ? String(plan.id) : '',
    members: members[0]?.id ?? '',
    invitations: invitation.id,
    keys: key.id,
    workspaces: String(workspaceId),
  }
}
