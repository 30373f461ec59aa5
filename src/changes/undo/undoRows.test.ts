import { describe, expect, test } from 'vitest'
import { asDone, refusal } from '../../../test/answers.ts'
import { anAssignment, aSegment, messages, statuses } from '../../../test/assignments.ts'
import { somePeople } from '../../../test/somePeople.ts'
import { undoing } from '../../../test/undoing.ts'

const at = undoing()
const { undo, notesOf, update, tagsOf } = at
const version = async () => (await at.client.access.me()).workspace.version

describe('undoing tags and segments', () => {
  test('a merge: the tag, its people and the rules that named it are as before', async () => {
    const { Ada, Ben } = await somePeople(at.app.context, {
      Ada: { Department: 'Sales' },
      Ben: { Department: 'Sals' },
    })
    const segment = await aSegment(at.app, 'S', 'Department is Sals')
    const { items } = await at.client.tags.list({ q: 'Sal' })
    const id = (value: string) => items.find(tag => tag.value === value)?.id ?? 0
    const merged = asDone(
      await at.client.tags.merge({ params: { id: id('Sals') }, body: { into: id('Sales') } }),
    )
    expect((await at.client.segments.get({ id: segment })).people).toBe(2)
    await undo(merged.changeId)
    expect(await at.client.segments.get({ id: segment })).toMatchObject({
      people: 1,
      text: 'Department is Sals',
    })
    expect(await tagsOf(Ada)).toEqual(['Department: Sales'])
    expect(await tagsOf(Ben)).toEqual(['Department: Sals'])
  })

  test('a renamed tag gets its name back, unless it is another’s by now', async () => {
    await somePeople(at.app.context, { Ada: { Department: ['Sales', 'IT'] } })
    const { items } = await at.client.tags.list({ key: 'Department' })
    const [other, id] = ['IT', 'Sales'].map(value => items.find(tag => tag.value === value)?.id ?? 0)
    if (other === undefined || id === undefined) throw new Error('no tags')
    const first = asDone(await at.client.tags.rename({ params: { id }, body: { value: 'Selling' } }))
    await undo(first.changeId)
    expect((await at.client.tags.list({ q: 'Sales' })).total).toBe(1)
    const second = asDone(await at.client.tags.rename({ params: { id }, body: { value: 'Selling' } }))
    await at.client.tags.rename({ params: { id: other }, body: { value: 'Sales' } })
    expect(await notesOf(second.changeId)).toEqual([
      'The tag “Department: Selling” keeps its name: “Department: Sales” is another’s by now.',
    ])
  })

  test('a created segment goes unless something uses it', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' } })
    const inner = await aSegment(at.app, 'Inner', 'Department is Sales')
    const created = await version()
    const outer = await aSegment(at.app, 'Outer', 'in segment Inner')
    expect(await notesOf(created)).toEqual(['The segment “Inner” stays: a segment or an assignment uses it.'])
    await at.client.segments.remove({ params: { id: outer } })
    await undo(created)
    expect((await refusal(at.client.segments.get({ id: inner }))).status).toBe(404)
  })

  test('a deleted segment comes back with its members, unless its name is taken or its tags are gone', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' } })
    const segment = await aSegment(at.app, 'S', 'Department is Sales')
    const first = asDone(await at.client.segments.remove({ params: { id: segment } }))
    await undo(first.changeId)
    expect(await at.client.segments.get({ id: segment })).toMatchObject({ name: 'S', people: 1 })
    const second = asDone(await at.client.segments.remove({ params: { id: segment } }))
    const other = await aSegment(at.app, 'S', 'Department exists')
    expect(await notesOf(second.changeId)).toEqual([
      'The segment “S” does not come back: another one has its name by now.',
    ])
    await at.client.segments.remove({ params: { id: other } })
    const { items } = await at.client.tags.list({ q: 'Sales' })
    await at.client.tags.remove({ params: { id: items[0]?.id ?? 0 } })
    expect(await notesOf(second.changeId)).toEqual([
      'The segment “S” does not come back: its rule names a tag that is gone.',
    ])
  })

  test('of a segment, what was changed again stays; a rule that would close a circle stays away', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' } })
    const a = await aSegment(at.app, 'A', 'Department is Sales')
    const b = await aSegment(at.app, 'B', 'in segment A')
    const change = asDone(
      await at.client.segments.update({
        params: { id: b },
        body: { text: 'Department is Sales', name: 'Bee', description: 'x' },
      }),
    )
    await at.client.segments.update({ params: { id: b }, body: { description: 'y' } })
    await at.client.segments.update({ params: { id: a }, body: { text: 'in segment Bee' } })
    expect(await notesOf(change.changeId)).toEqual([
      'The description of the segment “Bee” has been changed again since, and stays so.',
      'The rule of the segment “Bee” stays as it is: the old one would go round in a circle by now.',
    ])
    await undo(change.changeId)
    expect(await at.client.segments.get({ id: b })).toMatchObject({
      name: 'B',
      text: 'Department is Sales',
      description: 'y',
    })
  })
})

describe('undoing an assignment', () => {
  test('published: while nobody has begun it is a draft again, unsent messages are cancelled; undone again, it goes out', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
    const id = await anAssignment(at.app, [await aSegment(at.app, 'S', 'Department is Sales')])
    const published = await version()
    const undone = await undo(published)
    expect(undone.plan.assignments).toMatchObject([{ id, withdrawn: 2, before: 2, after: 0 }])
    expect(await at.client.assignments.get({ id })).toMatchObject({ status: 'draft', publishedAt: null })
    expect(await messages(at.app.context)).toEqual(['1 assigned cancelled', '2 assigned cancelled'])
    const again = await undo(undone.changeId)
    expect(again.plan).toMatchObject({ messages: 2, assignments: [{ received: 2 }] })
    expect(await statuses(at.app.context, id)).toEqual({ 1: 'assigned', 2: 'assigned' })
    expect(await messages(at.app.context)).toEqual(['1 assigned held', '2 assigned held'])
  })

  test('published: once somebody has begun it is closed; they keep it, the others lose it', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
    const id = await anAssignment(at.app, [await aSegment(at.app, 'S', 'Department is Sales')])
    const published = await version()
    await at.client.assignments.updateRecipient({
      params: { id, personId: 1 },
      body: { status: 'completed' },
    })
    expect(await notesOf(published)).toEqual([
      '“Read the fire drill” is closed instead of taken back: 1 person has begun it and keeps it.',
    ])
    await undo(published)
    expect((await at.client.assignments.get({ id })).status).toBe('closed')
    expect(await statuses(at.app.context, id)).toEqual({ 1: 'completed', 2: 'withdrawn' })
  })

  test('closed: it is live again for those who had it, unless a segment of its audience is gone', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' } })
    const segment = await aSegment(at.app, 'S', 'Department is Sales')
    const id = await anAssignment(at.app, [segment], { joiners: 'ignore' })
    const first = asDone(await at.client.assignments.close({ params: { id } }))
    await somePeople(at.app.context, { Ben: { Department: 'Sales' } })
    await undo(first.changeId)
    expect((await at.client.assignments.get({ id })).status).toBe('live')
    expect(await statuses(at.app.context, id)).toEqual({ 1: 'assigned' })
    const second = asDone(await at.client.assignments.close({ params: { id } }))
    await at.client.segments.remove({ params: { id: segment } })
    expect(await notesOf(second.changeId)).toEqual([
      '“Read the fire drill” stays closed: a segment of its audience is gone.',
    ])
  })

  test('people who came in through a change lose it with the change, and get back what it took', async () => {
    const { Ada, Ben } = await somePeople(at.app.context, {
      Ada: { Department: 'Sales' },
      Ben: { Department: 'IT' },
    })
    const keep = await anAssignment(at.app, [await aSegment(at.app, 'S', 'Department is Sales')], {
      leavers: 'keep',
    })
    const lose = await anAssignment(at.app, [await aSegment(at.app, 'I', 'Department is IT')], {
      leavers: 'withdraw',
      joiners: 'ignore',
    })
    const change = await update(Ben, { tags: { Department: ['Sales'] } })
    expect(await statuses(at.app.context, keep)).toEqual({ [Ada]: 'assigned', [Ben]: 'assigned' })
    expect(await statuses(at.app.context, lose)).toEqual({ [Ben]: 'withdrawn' })
    await undo(change)
    expect(await statuses(at.app.context, keep)).toEqual({ [Ada]: 'assigned', [Ben]: 'withdrawn' })
    expect(await statuses(at.app.context, lose)).toEqual({ [Ben]: 'assigned' })
  })
})
