import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages, retag, statuses } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'
import { createEngine } from '../changes/engine.ts'
import { expireExemptions } from './expireExemptions.ts'

let app: TestApp
let client: Client
let clock: Date
let ada: number
let ben: number
let sales: number

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  client = await app.client('editor')
  const people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales' },
  })
  ada = people.Ada
  ben = people.Ben
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
  await app.close()
})

const exempt = (id: number, personId: number, until: string | null = '2026-03-10', query = {}) =>
  client.exceptions.create({
    params: { id },
    query,
    body: { kind: 'exempt', personId, until, reason: 'On leave' },
  })
const extend = (id: number, personId: number, until: string, query = {}) =>
  client.exceptions.create({
    params: { id },
    query,
    body: { kind: 'extended', personId, until, reason: 'Was ill' },
  })
const recipient = async (id: number, personId: number) =>
  (await client.assignments.recipients({ id })).items.find(each => each.person.id === personId)
const undo = async (id: number) => asDone(await client.changes.undo({ params: { id } }))

describe('exempt', () => {
  test('the plan shows who would lose it, and the exempt person’s record says since when', async () => {
    const id = await anAssignment(app, [sales])
    expect(asPlan(await exempt(id, ada, '2026-03-10', { dryRun: true }))).toMatchObject({
      summary: 'Exempt Ada Meyer from “Read the fire drill” until Tuesday 10 March 2026',
      assignments: [{ id, withdrawn: 1, received: 0, before: 2, after: 1 }],
      notes: ['After Tuesday 10 March 2026 it reaches them again, if they are in its audience then.'],
    })
    expect(asDone(await exempt(id, ada))).toMatchObject({
      person: { id: ada },
      kind: 'exempt',
      until: '2026-03-10',
      reason: 'On leave',
      madeBy: 'editor',
      endedAt: null,
    })
    expect(await recipient(id, ada)).toMatchObject({ status: 'withdrawn', withdrawnAt: clock.toISOString() })
    expect(await messages(app.context)).toEqual([`${ada} assigned cancelled`, `${ben} assigned held`])
    expect((await client.assignments.get({ id })).counts).toMatchObject({ audience: 1, exempt: 1 })
  })

  test('the day after the last one, the clock ends it: it reaches them if they are in the audience, once', async () => {
    const id = await anAssignment(app, [sales], { joiners: 'ignore' })
    await exempt(id, ada)
    await exempt(id, ben, '2026-03-09')
    await retag(app.context, { [ben]: { Department: 'IT' } })
    clock = new Date('2026-03-10T23:59:59Z')
    expect(await expireExemptions(app.context)).toBe(1)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'withdrawn', [ben]: 'withdrawn' })
    // As after a week of sleep, and two servers notice at once.
    clock = new Date('2026-03-18T03:00:00Z')
    const other = { ...app.context, engine: createEngine(app.context.db) }
    const ended = await Promise.all([expireExemptions(app.context), expireExemptions(other)])
    expect(ended.sort()).toEqual([0, 1])
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'assigned', [ben]: 'withdrawn' })
    expect((await client.changes.list({ limit: 1 })).items[0]).toMatchObject({
      act: 'exceptions.expire',
      summary: 'The exemption of 1 person from “Read the fire drill” is over',
      canUndo: false,
    })
    expect((await client.exceptions.list({ id })).items).toMatchObject([
      { person: { id: ben }, endedAt: '2026-03-10T23:59:59.000Z' },
      { person: { id: ada }, endedAt: '2026-03-18T03:00:00.000Z' },
    ])
    expect(await client.exceptions.list({ id, standing: true })).toMatchObject({ items: [], total: 0 })
  })

  test('what is completed stays; another day for one who is exempt changes the exemption', async () => {
    const id = await anAssignment(app, [sales])
    await client.assignments.updateRecipient({
      params: { id, personId: ada },
      body: { status: 'completed' },
    })
    const first = asDone(await exempt(id, ada))
    const second = asDone(await exempt(id, ada, null))
    expect(second).toMatchObject({ id: first.id, until: null })
    expect((await client.exceptions.list({ id })).total).toBe(1)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'completed', [ben]: 'assigned' })
    await undo(second.changeId)
    expect((await client.exceptions.list({ id })).items).toMatchObject([{ until: '2026-03-10' }])
  })

  test('before it is published, and when the audience changes, exempt people are left out of the plan', async () => {
    const id = await anAssignment(app, [sales], {}, false)
    await exempt(id, ada)
    const plan = asPlan(await client.assignments.publish({ params: { id }, query: { dryRun: true } }))
    expect(plan.assignments).toMatchObject([
      { received: 1, sample: { entered: [{ firstName: 'Ben' }], left: [] } },
    ])
    await client.assignments.publish({ params: { id } })
    const everyone = await aSegment(app, 'Everyone', 'Department exists')
    const body = { audience: { include: [everyone], exclude: [] } }
    expect(
      asPlan(await client.assignments.update({ params: { id }, query: { dryRun: true }, body })).assignments,
    ).toEqual([])
  })

  test('made, ended and undone in any order, the rows follow', async () => {
    const id = await anAssignment(app, [sales])
    const made = asDone(await exempt(id, ada))
    const ended = asDone(await client.exceptions.end({ params: { id, exceptionId: made.id } }))
    expect(ended).toMatchObject({ endedAt: clock.toISOString(), endedBy: 'editor' })
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'assigned', [ben]: 'assigned' })
    const undone = await undo(ended.changeId)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'withdrawn', [ben]: 'assigned' })
    await undo(undone.changeId)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'assigned', [ben]: 'assigned' })
    const again = asDone(await exempt(id, ada))
    const kept = asPlan(
      await client.changes.undo({ params: { id: ended.changeId }, query: { dryRun: true } }),
    )
    expect(kept.notes).toEqual([
      'The exemption stays ended: there is another one for the same person by now.',
    ])
    await undo(again.changeId)
    expect((await client.exceptions.list({ id, standing: true })).total).toBe(0)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'assigned', [ben]: 'assigned' })
  })

  test('goes and comes back with the draft it is for', async () => {
    const id = await anAssignment(app, [sales], {}, false)
    await exempt(id, ada)
    const { changeId } = asDone(await client.assignments.remove({ params: { id } }))
    expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
    clock = new Date('2026-03-18T03:00:00Z')
    expect(await expireExemptions(app.context)).toBe(0)
    await undo(changeId)
    await client.assignments.publish({ params: { id } })
    expect(await statuses(app.context, id)).toEqual({ [ben]: 'assigned' })
    expect(await expireExemptions(app.context)).toBe(1)
    expect(await statuses(app.context, id)).toEqual({ [ada]: 'assigned', [ben]: 'assigned' })
  })

  test('nobody who is not there, not for a day that is over, not from what is closed', async () => {
    const id = await anAssignment(app, [sales])
    expect((await refusal(exempt(id, 999))).message).toMatch(/422: There is no person 999/)
    expect((await refusal(exempt(id, ada, '2026-03-01'))).message).toMatch(/422: That day is over/)
    await client.assignments.close({ params: { id } })
    expect((await refusal(exempt(id, ada))).message).toMatch(/409: .*is closed/)
    const missing = client.exceptions.end({ params: { id, exceptionId: 7 } })
    expect((await refusal(missing)).status).toBe(404)
  })
})

describe('extended', () => {
  test('one person’s due day moves, and stays moved when everybody’s does', async () => {
    const id = await anAssignment(app, [sales], { due: { afterDays: 7 } })
    expect(asPlan(await extend(id, ada, '2026-03-20', { dryRun: true }))).toMatchObject({
      summary: 'Give Ada Meyer until Friday 20 March 2026 for “Read the fire drill”',
      notes: ['It was due for them on Monday 9 March 2026.'],
      assignments: [],
    })
    const { changeId } = asDone(await extend(id, ada, '2026-03-20'))
    expect(await recipient(id, ada)).toMatchObject({
      dueAt: '2026-03-20T23:59:59.999Z',
      extension: { until: '2026-03-20', reason: 'Was ill' },
    })
    await client.assignments.update({ params: { id }, body: { due: { afterDays: 10 } } })
    expect((await recipient(id, ada))?.dueAt).toBe('2026-03-20T23:59:59.999Z')
    expect((await recipient(id, ben))?.dueAt).toBe('2026-03-12T23:59:59.999Z')
    await undo(changeId)
    expect(await recipient(id, ada)).toMatchObject({ dueAt: '2026-03-12T23:59:59.999Z', extension: null })
  })

  test('ended by hand, it is due as for everyone; it can be given again', async () => {
    const id = await anAssignment(app, [sales], { due: { on: '2026-03-05' } })
    const first = asDone(await extend(id, ada, '2026-03-20'))
    await client.exceptions.end({ params: { id, exceptionId: first.id } })
    expect((await recipient(id, ada))?.dueAt).toBe('2026-03-05T23:59:59.999Z')
    await extend(id, ada, '2026-03-08')
    expect((await recipient(id, ada))?.dueAt).toBe('2026-03-08T23:59:59.999Z')
    expect((await client.exceptions.list({ id })).total).toBe(2)
  })

  test('only for somebody who has it open, with a due day', async () => {
    const id = await anAssignment(app, [sales], { due: null })
    expect((await refusal(extend(id, ada, '2026-03-20'))).message).toMatch(/409: .*no due day/)
    await client.assignments.update({ params: { id }, body: { due: { afterDays: 3 } } })
    const params = { id, personId: ada }
    await client.assignments.updateRecipient({ params, body: { status: 'completed' } })
    expect((await refusal(extend(id, ada, '2026-03-20'))).message).toMatch(/409: Ada Meyer has completed/)
    expect((await refusal(extend(id, 999, '2026-03-20'))).status).toBe(422)
    expect((await refusal(extend(id, ben, '2026-03-01'))).status).toBe(422)
  })
})
