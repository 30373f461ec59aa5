import { expect, test } from 'vitest'
import { asPlan } from '../../../test/answers.ts'
import { anAssignment, aSegment, messages, statuses } from '../../../test/assignments.ts'
import { somePeople } from '../../../test/somePeople.ts'
import { undoing } from '../../../test/undoing.ts'
import { importFile, tagsByEmail } from '../../../test/upload.ts'

/** What the guide and the sheet promise of undoing an import, one phrase a test. */
const at = undoing()
const { undo, notesOf } = at

async function aPlace() {
  await somePeople(at.app.context, {
    Ada: { Department: 'IT' },
    Ben: { Department: 'IT' },
    Cleo: { Department: 'Sales' },
  })
  const segment = await aSegment(at.app, 'Sales people', 'Department is Sales')
  const keep = await anAssignment(at.app, [segment], { title: 'Price list' })
  const lose = await anAssignment(at.app, [segment], { title: 'Phone list', leavers: 'withdraw' })
  return { segment, keep, lose }
}

const FILE = [
  'email,first_name,last_name,Department,Location',
  'ada@example.com,Adele,Mayer,Sales,Rome',
  'ben@example.com,,,Sales,',
  'new@example.com,Nina,New,Sales,Rome',
].join('\n')

const setMessages = (status: 'sent' | 'unknown', people: number[]) =>
  at.app.context.db.transaction(({ sql }) =>
    sql
      .updateTable('message')
      .set({ status })
      .where('person_id', 'in', people)
      .where('workspace_id', '=', 1)
      .execute(),
  )

test('every overwritten value is restored', async () => {
  await aPlace()
  const before = await at.client.people.get({ id: 1 })
  const { changeId } = await importFile(at.app, 'people.csv', FILE)
  expect(await at.client.people.get({ id: 1 })).toMatchObject({ firstName: 'Adele', lastName: 'Mayer' })
  await undo(changeId)
  const { email, firstName, lastName, externalId, status, tags } = before
  expect(await at.client.people.get({ id: 1 })).toMatchObject({
    email,
    firstName,
    lastName,
    externalId,
    status,
    tags,
  })
})

test('what it created is removed where nothing has been built on it since, and the rest is named', async () => {
  await aPlace()
  const { changeId } = await importFile(at.app, 'people.csv', FILE)
  await aSegment(at.app, 'Romans', 'Location is Rome')
  expect(await notesOf(changeId)).toEqual([
    'The key “Location” stays: it has tags.',
    'The tag “Location: Rome” stays: a rule names it.',
  ])
  await undo(changeId)
  expect(await tagsByEmail(at.app)).toEqual({
    'ada@example.com': ['Department: IT'],
    'ben@example.com': ['Department: IT'],
    'cleo@example.com': ['Department: Sales'],
  })
  const { items } = await at.client.tags.list({})
  expect(items.map(tag => `${tag.key}: ${tag.value}`)).toContain('Location: Rome')
})

test('what was assigned and not begun is withdrawn, and messages not yet sent are cancelled', async () => {
  const { keep, lose } = await aPlace()
  const { changeId } = await importFile(at.app, 'people.csv', FILE)
  expect(await statuses(at.app.context, keep)).toEqual({
    1: 'assigned',
    2: 'assigned',
    3: 'assigned',
    4: 'assigned',
  })
  await undo(changeId)
  for (const id of [keep, lose])
    expect(await statuses(at.app.context, id)).toEqual({
      1: 'withdrawn',
      2: 'withdrawn',
      3: 'assigned',
      4: 'withdrawn',
    })
  const ofTheImport = (await messages(at.app.context)).filter(each => !each.startsWith('3 '))
  expect(ofTheImport).toHaveLength(6)
  expect(ofTheImport.every(each => each.endsWith('cancelled'))).toBe(true)
})

test('what cannot be taken back is listed before the button: e-mails that have left, and what people have begun', async () => {
  const { keep, lose } = await aPlace()
  const { changeId } = await importFile(at.app, 'people.csv', FILE)
  expect(await notesOf(changeId)).toEqual([])
  await setMessages('sent', [1, 2])
  await setMessages('unknown', [4])
  for (const id of [keep, lose])
    await at.client.assignments.updateRecipient({
      params: { id, personId: 1 },
      body: { status: 'completed' },
    })
  const plan = asPlan(await at.client.changes.undo({ params: { id: changeId }, query: { dryRun: true } }))
  expect(plan.notes).toEqual([
    '4 e-mails of this change have been sent and cannot be called back.',
    '2 e-mails of this change are on their way, or may have left, and cannot be called back.',
    'One person has begun “Price list” since, and keeps it.',
    'One person has begun “Phone list” since, and keeps it.',
  ])
  await undo(changeId)
  for (const id of [keep, lose])
    expect(await statuses(at.app.context, id)).toEqual({
      1: 'completed',
      2: 'withdrawn',
      3: 'assigned',
      4: 'withdrawn',
    })
  expect(await messages(at.app.context)).toContain('1 assigned sent')
})
