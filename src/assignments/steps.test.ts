import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { type Client, createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { signToken } from './recipientLink.ts'
import { repeatDue } from './repeatDue.ts'
import { compareSteps, stepsOf, withSteps } from './steps.ts'

const THREE = [
  { text: 'Watch the video', link: 'https://example.org/video' },
  { text: 'Read the rules' },
  { text: 'Talk to your lead' },
]

let app: TestApp
let editor: Client
let recipient: Client
let people: Record<'Ada' | 'Ben', number>
let sales: number
let clock = new Date('2026-03-02T12:00:00Z')

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  recipient = createClient(app.url, null)
  people = await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())

beforeEach(() => {
  clock = new Date('2026-03-02T12:00:00Z')
})

const tokenOf = (personId: number) =>
  signToken(app.context.config, { workspaceId: 1, personId, generation: 1 })
const tell = (id: number, body: { step: number } | { status: 'opened' | 'completed' }, who = people.Ada) =>
  recipient.assignments.progress({ params: { token: tokenOf(who), id }, body })
const update = async (id: number, body: object, dryRun = false) =>
  await editor.assignments.update({ params: { id }, query: { dryRun }, body })
const recipients = async (id: number) => (await editor.assignments.recipients({ id })).items
const seenBy = async (id: number, who = people.Ada) => {
  const page = await recipient.assignments.received({ token: tokenOf(who) })
  return page.assignments.find(each => each.id === id)
}

function later(minutes: number) {
  clock = new Date(clock.getTime() + minutes * 60_000)
}

describe('an assignment of several steps', () => {
  test('shows how far somebody is, and the last step completes it', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE })
    expect(await seenBy(id)).toMatchObject({
      steps: [
        { id: 1, text: 'Watch the video', link: 'https://example.org/video', doneAt: null },
        { id: 2, text: 'Read the rules', link: null, doneAt: null },
        { id: 3, text: 'Talk to your lead', link: null, doneAt: null },
      ],
    })
    expect(await tell(id, { step: 2 })).toMatchObject({ status: 'opened', completedAt: null })
    later(5)
    await tell(id, { step: 3 })
    const [ada, ben] = await recipients(id)
    expect([ada?.steps, ben?.steps]).toEqual([
      { done: 2, of: 3 },
      { done: 0, of: 3 },
    ])
    expect((await refusal(tell(id, { status: 'completed' }))).message).toBe(
      '409: One step of “Read the fire drill” is still to be done.',
    )
    later(5)
    expect(await tell(id, { step: 1 })).toMatchObject({
      status: 'completed',
      openedAt: '2026-03-02T12:00:00.000Z',
      completedAt: '2026-03-02T12:10:00.000Z',
      steps: [
        { doneAt: '2026-03-02T12:10:00.000Z' },
        { doneAt: '2026-03-02T12:00:00.000Z' },
        { doneAt: '2026-03-02T12:05:00.000Z' },
      ],
    })
  })

  test('counts a step once, however often and however many at once say so', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE })
    const answers = await Promise.all([1, 1, 1, 2, 2].map(step => tell(id, { step })))
    expect(answers).toHaveLength(5)
    later(5)
    const again = await tell(id, { step: 1 })
    expect(again.steps[0]?.doneAt).toBe('2026-03-02T12:00:00.000Z')
    expect((await recipients(id))[0]?.steps).toEqual({ done: 2, of: 3 })
    expect((await refusal(tell(id, { step: 9 }))).message).toMatch(/404: This step is no longer part of/)
  })

  test('that ends with “I have read and understood this” is completed by that, after the steps', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE.slice(0, 1), completion: 'acknowledged' })
    expect((await refusal(tell(id, { status: 'completed' }))).status).toBe(409)
    expect(await tell(id, { step: 1 })).toMatchObject({ status: 'opened', completion: 'acknowledged' })
    expect((await tell(id, { status: 'completed' })).status).toBe('completed')
  })

  test('is taken back by an editor with all its steps, and done again', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE.slice(0, 2) })
    await tell(id, { step: 1 })
    await tell(id, { step: 2 })
    const back = (dryRun: boolean) =>
      editor.assignments.updateRecipient({
        params: { id, personId: people.Ada },
        query: { dryRun },
        body: { status: 'assigned' },
      })
    expect(asPlan(await back(true)).notes).toContain(
      'The 2 steps that Ada Meyer had done are to be done again.',
    )
    expect(asDone(await back(false))).toMatchObject({ status: 'opened', steps: { done: 0, of: 2 } })
    expect((await tell(id, { step: 2 })).status).toBe('opened')
    expect((await tell(id, { step: 1 })).status).toBe('completed')
  })

  test('can be closed: what was done stays to be seen, and nothing is added', async () => {
    const id = await anAssignment(app, [sales], { title: 'Shut', steps: THREE })
    await tell(id, { step: 1 })
    await editor.assignments.close({ params: { id }, query: {}, body: {} })
    expect((await refusal(tell(id, { step: 2 }))).message).toMatch(/“Shut” is closed/)
    expect((await seenBy(id))?.steps.map(step => step.doneAt !== null)).toEqual([true, false, false])
  })
})

describe('changing the steps of a live assignment', () => {
  test('says first what happens to those who did a removed step, and undoing brings it back as done', async () => {
    const id = await anAssignment(app, [sales], { title: 'Safety', steps: THREE })
    for (const step of [1, 2]) await tell(id, { step })
    await tell(id, { step: 1 }, people.Ben)
    const without = {
      steps: [
        { id: 2, text: 'Read the rules' },
        { id: 1, text: 'Watch the film' },
      ],
    }
    expect(asPlan(await update(id, without, true)).notes).toEqual([
      'The step “Talk to your lead” goes. Nobody who has it open had done it.',
      '1 person has done all that remains: their page then asks them to mark the whole as done.',
    ])
    const only = { steps: [{ id: 3, text: 'Talk to your lead' }] }
    const plan = asPlan(await update(id, only, true))
    expect(plan.notes).toEqual([
      'The step “Watch the video” goes. 2 people who had done it lose nothing: it stays on record and no longer counts.',
      'The step “Read the rules” goes. 1 person who had done it loses nothing: it stays on record and no longer counts.',
    ])
    const { changeId } = asDone(await update(id, only))
    expect((await recipients(id))[0]?.steps).toEqual({ done: 0, of: 1 })
    await editor.changes.undo({ params: { id: changeId }, query: {}, body: {} })
    expect((await recipients(id)).map(each => each.steps)).toEqual([
      { done: 2, of: 3 },
      { done: 1, of: 3 },
    ])
  })

  test('a new step is to be done by those who have it open, and completed stays completed', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE.slice(0, 1) })
    await tell(id, { step: 1 })
    const more = { steps: [{ id: 1, text: 'Watch the video' }, { text: 'Tell a colleague' }] }
    expect(asPlan(await update(id, more, true)).notes).toEqual([
      'The new step is still to do for 1 person who has it open. 1 person who completed it stays completed.',
    ])
    const { steps } = asDone(await update(id, more))
    expect(steps.map(step => step.id)).toEqual([1, 2])
    expect((await recipients(id)).map(each => each.status)).toEqual(['completed', 'assigned'])
  })

  test('a number is never given to another step, so nothing done counts for what nobody did', async () => {
    const id = await anAssignment(app, [sales], { steps: THREE.slice(0, 1) })
    const { changeId } = asDone(await update(id, { steps: [{ id: 1, text: 'A' }, { text: 'B' }] }))
    await tell(id, { step: 2 })
    await editor.changes.undo({ params: { id: changeId }, query: {}, body: {} })
    const { steps } = asDone(await update(id, { steps: [{ id: 1, text: 'A' }, { text: 'C' }] }))
    expect(steps).toMatchObject([{ id: 1 }, { id: 3, text: 'C' }])
    expect((await recipients(id))[0]?.steps).toEqual({ done: 0, of: 2 })
    expect((await refusal(update(id, { steps: [{ id: 2, text: 'B' }] }))).message).toMatch(
      /422: There is no step 2 here/,
    )
  })
})

test('an occurrence begins with no step done, and the earlier ones stand below it', async () => {
  const id = await anAssignment(app, [sales], {
    title: 'Yearly',
    steps: THREE.slice(0, 1),
    repeat: { every: { months: 1 }, from: 'completion' },
  })
  await tell(id, { step: 1 })
  expect(await seenBy(id)).toMatchObject({ status: 'completed', earlier: [] })
  clock = new Date('2026-04-03T12:00:00Z')
  await repeatDue(app.context)
  expect(await seenBy(id)).toMatchObject({
    status: 'assigned',
    steps: [{ doneAt: null }],
    earlier: [{ occurrence: 1, completedAt: '2026-03-02T12:00:00.000Z' }],
  })
  expect((await tell(id, { step: 1 })).status).toBe('completed')
})

test('whoever loses it and gets it back goes on where they were', async () => {
  const id = await anAssignment(app, [sales], { steps: THREE, leavers: 'withdraw' })
  await tell(id, { step: 1 }, people.Ben)
  await retag(app.context, { [people.Ben]: {} })
  await retag(app.context, { [people.Ben]: { Department: 'Sales' } })
  expect((await seenBy(id, people.Ben))?.steps.map(step => step.doneAt !== null)).toEqual([
    true,
    false,
    false,
  ])
})

describe('laws of steps', () => {
  const edits = fc.array(
    fc.array(fc.record({ keep: fc.nat(8), text: fc.string({ minLength: 1 }) }), { maxLength: 8 }),
    { maxLength: 10 },
  )

  test('through any edits a number means one step for good', () => {
    fc.assert(
      fc.property(edits, all => {
        let row = { steps: '[]', next_step: 1 }
        const retired = new Set<number>()
        for (const edit of all) {
          const before = stepsOf(row)
          const kept = new Set<number>()
          const given = edit.map(({ keep, text }) => {
            const id = before[keep]?.id
            if (id === undefined || kept.has(id)) return { text }
            kept.add(id)
            return { id, text }
          })
          row = withSteps(row, given)
          const after = stepsOf(row)
          const { removed, added } = compareSteps(before, after)
          for (const step of removed) retired.add(step.id)
          expect(new Set(after.map(step => step.id)).size).toBe(after.length)
          expect(after.some(step => retired.has(step.id))).toBe(false)
          expect(added).toHaveLength(given.filter(step => !('id' in step)).length)
          expect(after.map(step => step.text)).toEqual(given.map(step => step.text.replaceAll('\u0000', '')))
        }
      }),
    )
  })
})
