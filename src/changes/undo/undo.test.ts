import { describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../../test/answers.ts'
import { act, anAssignment, aSegment, messages, statuses } from '../../../test/assignments.ts'
import { somePeople } from '../../../test/somePeople.ts'
import { undoing } from '../../../test/undoing.ts'
import { importFile, tagsByEmail } from '../../../test/upload.ts'
import { putPerson } from '../draft.ts'
import { loadPeople } from '../loadPeople.ts'

const at = undoing()
const { undo, notesOf, update, tagsOf } = at

const FILE =
  'email,first_name,last_name,Department\nann@example.com,Ann,Bell,Sales\nbo@example.com,Bo,Cox,IT\n'

describe('undoing an import', () => {
  test('takes back its people, tags and keys, and says so on the import', async () => {
    await somePeople(at.app.context, { Ada: { Location: 'Dallas' } })
    const done = await importFile(at.app, 'people.csv', FILE)
    const change = await at.client.changes.get({ id: done.changeId })
    expect(change).toMatchObject({ act: 'imports.commit', importId: done.id, canUndo: true, undoneBy: null })
    const plan = asPlan(
      await at.client.changes.undo({ params: { id: done.changeId }, query: { dryRun: true } }),
    )
    expect(plan.summary).toMatch(/^Undo change 2: /)
    expect(plan.people).toMatchObject({ removed: 2, deactivated: 0 })
    expect(plan.tags.removed.map(tag => tag.value).sort()).toEqual(['IT', 'Sales'])
    const undone = await undo(done.changeId)
    expect(await tagsByEmail(at.app)).toEqual({ 'ada@example.com': ['Location: Dallas'] })
    expect((await at.client.tags.keys({})).items.map(key => key.name)).toEqual(['Location'])
    expect((await at.client.imports.get({ id: done.id })).status).toBe('undone')
    expect(await at.client.changes.get({ id: done.changeId })).toMatchObject({
      undoneBy: undone.changeId,
      canUndo: false,
    })
    expect(await at.client.changes.get({ id: undone.changeId })).toMatchObject({
      undoes: done.changeId,
      canUndo: true,
    })
  })

  test('the undo can be undone, that again, and the import is done or undone with it', async () => {
    const done = await importFile(at.app, 'people.csv', FILE)
    const first = await undo(done.changeId)
    const second = await undo(first.changeId)
    expect(Object.keys(await tagsByEmail(at.app))).toEqual(['ann@example.com', 'bo@example.com'])
    expect((await at.client.imports.get({ id: done.id })).status).toBe('done')
    expect(await at.client.changes.get({ id: done.changeId })).toMatchObject({
      undoneBy: null,
      canUndo: true,
    })
    const third = await undo(second.changeId)
    expect(await tagsByEmail(at.app)).toEqual({})
    expect((await at.client.imports.get({ id: done.id })).status).toBe('undone')
    const refused = await refusal(at.client.changes.undo({ params: { id: done.changeId } }))
    expect(refused.problem.detail).toContain(`undone already, by change ${first.changeId}`)
    await undo(third.changeId)
    expect(Object.keys(await tagsByEmail(at.app))).toHaveLength(2)
  })

  test('an imported person who was changed since stays, with the tags they need, and is listed', async () => {
    const done = await importFile(at.app, 'people.csv', FILE)
    const { items } = await at.client.people.list({ q: 'Ann' })
    await update(items[0]?.id ?? 0, { firstName: 'Anna' })
    const notes = await notesOf(done.changeId)
    expect(notes).toContain('Anna Bell has been changed since, and stays.')
    expect(notes).toContain('The tag “Department: Sales” stays: people carry it.')
    expect(notes).toContain('The key “Department” stays: it has tags.')
    await undo(done.changeId)
    expect(await tagsByEmail(at.app)).toEqual({ 'ann@example.com': ['Department: Sales'] })
  })

  test('a tag that a rule has come to name stays', async () => {
    const done = await importFile(at.app, 'people.csv', FILE)
    await aSegment(at.app, 'Sales', 'Department is Sales')
    expect(await notesOf(done.changeId)).toContain('The tag “Department: Sales” stays: a rule names it.')
    await undo(done.changeId)
    expect(await at.client.segments.list({})).toMatchObject({ items: [{ name: 'Sales', people: 0 }] })
  })

  test('after the undo the same file can be imported again', async () => {
    const done = await importFile(at.app, 'people.csv', FILE)
    await undo(done.changeId)
    await importFile(at.app, 'people.csv', FILE)
    expect(Object.keys(await tagsByEmail(at.app))).toEqual(['ann@example.com', 'bo@example.com'])
  })

  test('people it brought lose what they had not begun; whoever has begun stays, with it', async () => {
    await somePeople(at.app.context, { Ada: { Department: 'Sales' } })
    const segment = await aSegment(at.app, 'Sales', 'Department exists')
    const assignment = await anAssignment(at.app, [segment], { leavers: 'keep' })
    const done = await importFile(at.app, 'people.csv', FILE)
    const { items } = await at.client.people.list({ q: 'Bo Cox' })
    const bo = items[0]?.id ?? 0
    await at.client.assignments.updateRecipient({
      params: { id: assignment, personId: bo },
      body: { status: 'completed' },
    })
    expect(await notesOf(done.changeId)).toContain('Bo Cox has begun an assignment, and stays.')
    await undo(done.changeId)
    expect(await statuses(at.app.context, assignment)).toEqual({
      1: 'assigned',
      [bo - 1]: 'withdrawn',
      [bo]: 'completed',
    })
    expect(await messages(at.app.context)).toContain(`${bo - 1} assigned cancelled`)
    expect(Object.keys(await tagsByEmail(at.app))).toEqual(['ada@example.com', 'bo@example.com'])
  })
})

describe('undoing a change of people', () => {
  test('puts back only what still stands as the change left it', async () => {
    const { Ada } = await somePeople(at.app.context, { Ada: { Department: 'Sales', Location: 'Dallas' } })
    const change = await update(Ada, {
      firstName: 'Adah',
      lastName: 'Meier',
      tags: { Department: ['IT'], Location: ['Boston'] },
    })
    await update(Ada, { lastName: 'Maier', tags: { Location: ['New York'] } })
    expect(await notesOf(change)).toEqual([
      'The last name of Adah Maier has been changed again since, and stays so.',
      'Adah Maier does not get “Dallas” back: what took its place has been changed again since.',
    ])
    await undo(change)
    expect(await at.client.people.get({ id: Ada })).toMatchObject({ firstName: 'Ada', lastName: 'Maier' })
    expect(await tagsOf(Ada)).toEqual(['Department: Sales', 'Location: New York'])
  })

  test('one value of several comes back beside what was added since', async () => {
    const { Ada } = await somePeople(at.app.context, { Ada: { Skill: ['First aid', 'Forklift'] } })
    const change = await update(Ada, { tags: { Skill: ['Forklift'] } })
    await update(Ada, { tags: { Skill: ['Forklift', 'Crane'] } })
    await undo(change)
    expect(await tagsOf(Ada)).toEqual(['Skill: Crane', 'Skill: First aid', 'Skill: Forklift'])
  })

  test('an address that is another’s by now stays with them, and is listed', async () => {
    const { Ada } = await somePeople(at.app.context, { Ada: {} })
    const change = await update(Ada, { email: 'new@example.com' })
    await at.client.people.create({ body: { email: 'ada@example.com', firstName: 'Other', lastName: 'One' } })
    const notes = ['Ada Meyer does not get “ada@example.com” back: it is another person’s by now.']
    expect(await notesOf(change)).toEqual(notes)
    const { problem } = await refusal(at.client.changes.undo({ params: { id: change } }))
    expect(problem.detail).toBe(`Nothing of change ${change} is left to undo. ${notes[0]}`)
    expect(problem.notes).toEqual(notes)
  })

  test('an address held by somebody whose creation was undone is free', async () => {
    const { Ada } = await somePeople(at.app.context, { Ada: {} })
    const change = await update(Ada, { email: 'new@example.com' })
    const other = asDone(
      await at.client.people.create({ body: { email: 'ada@example.com', firstName: 'O', lastName: 'One' } }),
    )
    await undo(other.changeId)
    await undo(change)
    expect((await at.client.people.get({ id: Ada })).email).toBe('ada@example.com')
  })

  test('addresses that passed in a ring go back', async () => {
    const { Ada, Ben, Cas } = await somePeople(at.app.context, { Ada: {}, Ben: {}, Cas: {} })
    const { changeId } = await act(at.app.context, 'people.update', async ({ sql, draft }) => {
      const people = await loadPeople(sql, 1, [Ada, Ben, Cas])
      for (const [index, person] of people.entries())
        putPerson(draft, person, { ...person, email: people[(index + 1) % 3]?.email ?? '' })
      return { summary: 'Ring', result: null }
    })
    expect((await at.client.people.get({ id: Ada })).email).toBe('ben@example.com')
    await undo(changeId ?? 0)
    expect((await at.client.people.get({ id: Ada })).email).toBe('ada@example.com')
  })

  test('of very many sentences the first are written out', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `p${index}@example.com,P${index},Q,Sales`)
    const done = await importFile(
      at.app,
      'people.csv',
      ['email,first_name,last_name,Department', ...rows].join('\n'),
    )
    const { items } = await at.client.people.list({ limit: 500 })
    for (const { id } of items) await update(id, { lastName: 'R' })
    const notes = await notesOf(done.changeId)
    expect(notes).toHaveLength(21)
    expect(notes.at(-1)).toBe('And 12 more.')
  })
})

test('what is not there, or another workspace’s, cannot be undone', async () => {
  await somePeople(at.app.context, { Ada: { Hired: '2020-01-01' } })
  expect((await refusal(at.client.changes.undo({ params: { id: 77 } }))).status).toBe(404)
  const { client: theirs } = await at.app.anotherWorkspace()
  expect((await refusal(theirs.changes.undo({ params: { id: 1 } }))).status).toBe(404)
})
