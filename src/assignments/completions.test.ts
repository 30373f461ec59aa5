import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag, statuses } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { xlsxBytes } from '../imports/file/writeXlsx.ts'
import { repeatDue } from './repeatDue.ts'

let app: TestApp
let editor: Client
let people: Record<'Ada' | 'Ben' | 'Cleo' | 'Dan', number>
let sales: number
let clock = new Date('2026-03-10T12:00:00Z')

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  const of = { Department: 'Sales' }
  people = await somePeople(app.context, { Ada: of, Ben: of, Cleo: of, Dan: { Department: 'Legal' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())
beforeEach(() => retag(app.context, { [people.Cleo]: { Department: 'Sales' } }))

const send = (id: number, content: string | Uint8Array, query: object = {}, name = 'list.csv') =>
  editor.assignments.importCompletions({
    params: { id },
    query,
    body: { file: new File([typeof content === 'string' ? content : new Uint8Array(content)], name) },
  })
const recipients = async (id: number) => (await editor.assignments.recipients({ id })).items
const undo = (id: number) => editor.changes.undo({ params: { id }, query: {}, body: {} })

describe('a list of completions', () => {
  test('is planned first: who completes, who has already, and each refused row with its reason', async () => {
    const id = await anAssignment(app, [sales], { title: 'First aid', leavers: 'withdraw' })
    await retag(app.context, { [people.Cleo]: {} })
    await editor.assignments.updateRecipient({
      params: { id, personId: people.Ben },
      query: {},
      body: { status: 'completed' },
    })
    const list = [
      'E-mail,Completed at,Score,Note,Course',
      'ADA@example.com,2026-03-02 14:30,87,Passed,First aid',
      'ben@example.com,2026-03-02,,,',
      'cleo@example.com,2026-03-02,,,',
      'dan@example.com,2026-03-02,,,',
      'eve@example.com,2026-03-02,,,',
      'ada@example.com,2026-03-02,,,',
      ',2026-03-02,,,',
      'ada@example.com,soon,,,',
      'ada@example.com,2026-04-02,,,',
      'ada@example.com,,,,Fire drill',
      'ada@example.com,,,,',
    ].join('\n')
    const plan = asPlan(await send(id, list, { dryRun: true }))
    expect(plan.summary).toBe('Record that 1 person completed “First aid”, by list.csv')
    expect(plan.people.refused).toBe(9)
    expect(plan.notes).toEqual([
      '1 person counts as having completed it.',
      '1 person has completed it already and stays as they are.',
      '9 rows are refused:',
      'Row 4: it was withdrawn from cleo@example.com.',
      'Row 5: dan@example.com has not received it.',
      'Row 6: nobody here is eve@example.com.',
      'Row 7: ada@example.com stands in a row above already.',
      'Row 8: it does not say who.',
      'Row 9: “soon” is no date. Write it like 2026-12-31 or 2026-12-31 14:30.',
      'Row 10: “2026-04-02” is still to come.',
      'Row 11: it is about “Fire drill”, not about this assignment.',
      'Row 12: it does not say when it was completed.',
    ])
    expect((await statuses(app.context, id))[people.Ada]).toBe('assigned')
    const { changeId } = asDone(await send(id, list, { expectedVersion: plan.version }))
    expect((await recipients(id)).find(each => each.person.id === people.Ada)).toMatchObject({
      status: 'completed',
      completedAt: '2026-03-02T14:30:00.000Z',
      evidence: 'Score: 87. Passed',
    })
    expect(await editor.changes.get({ id: changeId })).toMatchObject({ act: 'completions.import' })
  })

  test('is taken again without doing anything twice', async () => {
    const id = await anAssignment(app, [sales])
    const list = 'email\nada@example.com\nben@example.com\n'
    const first = asDone(await send(id, list))
    const again = asDone(await send(id, list))
    expect(again.changeId).toBe(first.changeId)
    expect((await editor.assignments.get({ id })).counts).toMatchObject({ completed: 2, assigned: 1 })
  })

  test('is undone as a whole, but for what was taken back and recorded otherwise since', async () => {
    const id = await anAssignment(app, [sales])
    const { changeId } = asDone(await send(id, 'email,note\nada@example.com,On paper\nben@example.com,\n'))
    const by = (status: 'assigned' | 'completed') =>
      editor.assignments.updateRecipient({
        params: { id, personId: people.Ben },
        query: {},
        body: { status },
      })
    await by('assigned')
    await by('completed')
    asDone(await undo(changeId))
    expect(await statuses(app.context, id)).toMatchObject({
      [people.Ada]: 'assigned',
      [people.Ben]: 'completed',
    })
    expect((await recipients(id))[0]).toMatchObject({ completedAt: null, evidence: null })
    expect((await refusal(undo(changeId))).message).toMatch(/has been undone already/)
    // What came of it can be recorded anew.
    asDone(await send(id, 'email\nada@example.com\n'))
    expect((await statuses(app.context, id))[people.Ada]).toBe('completed')
  })

  test('gives its refused rows back as the file was, with the reasons; mended, they are recorded', async () => {
    const id = await anAssignment(app, [sales])
    const rows = [
      'E-Mail;Abgeschlossen am;Bemerkung',
      'ada@example.com;2.3.2026;',
      'bén@example.com;2.3.2026;Öl',
    ]
    const form = new FormData()
    form.set('file', new Blob([rows.join('\n')]), 'liste.csv')
    const path = `/api/v1/assignments/${id}/completions/refused`
    const answer = await app.fetch(path, { method: 'POST', body: form }, 'editor')
    expect(answer.headers.get('content-disposition')).toContain('refused from liste.csv')
    const refused = await answer.text()
    expect(refused.trim().split('\r\n').slice(1)).toEqual([
      'bén@example.com;2.3.2026;Öl;nobody here is bén@example.com.',
    ])
    expect((await statuses(app.context, id))[people.Ada]).toBe('assigned')
    asDone(await send(id, refused.replace('bén@', 'ben@')))
    expect((await statuses(app.context, id))[people.Ben]).toBe('completed')
  })

  test('that was undone counts again when the undoing is undone, with moments and notes, and can be undone anew', async () => {
    const id = await anAssignment(app, [sales])
    const list = 'email,completed at,note\nada@example.com,2026-03-02 14:30,On paper\n'
    const { changeId } = asDone(await send(id, list))
    const recorded = await recipients(id)
    const undone = asDone(await undo(changeId))
    asDone(await undo(undone.changeId))
    expect(await recipients(id)).toEqual(recorded)
    asDone(await undo(changeId))
    expect((await statuses(app.context, id))[people.Ada]).toBe('assigned')
    // The same for one that was taken back.
    asDone(await send(id, list))
    const body = { status: 'assigned' } as const
    const taken = asDone(
      await editor.assignments.updateRecipient({ params: { id, personId: people.Ada }, body }),
    )
    asDone(await undo(taken.changeId))
    expect(await recipients(id)).toEqual(recorded)
  })

  test('that is the saved list of recipients records nobody who has not completed it', async () => {
    const id = await anAssignment(app, [sales])
    await send(id, 'email\nada@example.com\n')
    const saved = await app.fetch(`/api/v1/assignments/${id}/recipients.csv`, {}, 'viewer')
    const plan = asPlan(await send(id, await saved.text(), { dryRun: true }))
    expect(plan.notes).toContain('0 people count as having completed it.')
    expect(plan.notes).toContain('1 person has completed it already and stays as they are.')
    expect(plan.people.refused).toBe(2)
  })

  test('records what was done in an earlier time into the occurrence of then', async () => {
    const repeat = { every: { months: 1 }, from: 'date', on: '2026-03-20' } as const
    const id = await anAssignment(app, [sales], { repeat })
    clock = new Date('2026-03-20T12:00:00Z')
    await repeatDue(app.context)
    const past = async () =>
      (await editor.assignments.recipients({ id, past: true })).items.map(
        one => `${one.person.firstName} ${one.occurrence} ${one.status}`,
      )
    const plan = await send(
      id,
      'email,completed at\nada@example.com,2026-03-19\nben@example.com,2026-03-20 12:00\n',
    )
    expect(asDone(plan).plan.notes).toContain(
      'One of them is recorded for an earlier time it came, which was the present one then.',
    )
    const body = { status: 'completed', completedAt: '2026-03-15T08:00:00.000Z' } as const
    const params = { id, personId: people.Cleo }
    expect(asDone(await editor.assignments.updateRecipient({ params, body }))).toMatchObject({
      occurrence: 1,
      completedAt: body.completedAt,
    })
    const now = ['Ada 1 completed', 'Ada 2 assigned', 'Ben 1 assigned', 'Ben 2 completed']
    expect(await past()).toEqual([...now, 'Cleo 1 completed', 'Cleo 2 assigned'])
    asDone(await undo(asDone(plan).changeId))
    expect((await past()).slice(0, 4)).toEqual(now.map(line => line.replace('completed', 'assigned')))
    clock = new Date('2026-03-10T12:00:00Z')
  })

  test('finds people by their external id, and comes as a workbook, too', async () => {
    await editor.people.update({ params: { id: people.Ben }, query: {}, body: { externalId: 'P-17' } })
    const id = await anAssignment(app, [sales])
    const workbook = await xlsxBytes(['Employee ID', 'Completion date'], [['P-17', '2.3.2026']])
    asDone(await send(id, workbook, {}, 'list.xlsx'))
    const ben = (await recipients(id)).find(each => each.person.id === people.Ben)
    expect(ben).toMatchObject({ status: 'completed', completedAt: '2026-03-02T00:00:00.000Z' })
  })

  test('that names nobody, or is for what nobody has received, is refused in a sentence', async () => {
    const id = await anAssignment(app, [sales])
    expect((await refusal(send(id, 'name,date\nAda,2026-03-02\n'))).message).toBe(
      '422: There is no column that says who: it needs email or external_id. The file has: name, date.',
    )
    expect((await refusal(send(id, ''))).message).toMatch(/is empty/)
    const draft = await anAssignment(app, [sales], { title: 'Not yet' }, false)
    expect((await refusal(send(draft, 'email\nada@example.com\n'))).message).toMatch(
      /Nobody has received “Not yet” yet/,
    )
    const stale = send(id, 'email\nada@example.com\n', { expectedVersion: 1 })
    expect((await refusal(stale)).status).toBe(409)
  })
})

describe('one completion recorded by a program', () => {
  const record = (id: number, body: object) =>
    editor.assignments.updateRecipient({
      params: { id, personId: people.Ada },
      query: {},
      body: { status: 'completed', ...body },
    })

  test('may have been some time ago, with a note that is kept', async () => {
    const id = await anAssignment(app, [sales])
    const done = asDone(await record(id, { completedAt: '2026-01-05T08:00:00.000Z', note: 'Score: 92' }))
    expect(done).toMatchObject({ completedAt: '2026-01-05T08:00:00.000Z', evidence: 'Score: 92' })
    asDone(await undo(done.changeId))
    expect((await recipients(id))[0]).toMatchObject({ status: 'assigned', evidence: null })
  })

  test('is refused for a moment to come, and for an occurrence they do not have', async () => {
    const id = await anAssignment(app, [sales])
    const early = await refusal(record(id, { completedAt: '2026-04-05T08:00:00.000Z' }))
    expect(early.problem.errors[0].path).toBe('completedAt')
    expect((await refusal(record(id, { occurrence: 2 }))).message).toMatch(
      /has occurrence 1 of .* now, not 2/,
    )
    expect(asDone(await record(id, { occurrence: 1 })).status).toBe('completed')
  })
})

test('what somebody says themselves after an undo stays when that is undone, whatever it was of', async () => {
  const id = await anAssignment(app, [sales], { due: { afterDays: 7 } })
  const moved = asDone(await editor.assignments.update({ params: { id }, body: { due: { afterDays: 14 } } }))
  const undone = asDone(await undo(moved.changeId))
  const { link } = await editor.people.get({ id: people.Ada })
  const token = link?.split('/').at(-1) ?? ''
  await editor.assignments.progress({ params: { token, id }, body: { status: 'completed' } })
  asDone(await undo(undone.changeId))
  expect((await statuses(app.context, id))[people.Ada]).toBe('completed')
})
