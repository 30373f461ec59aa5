import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'

const MINUTE = 60_000
const start = Date.parse('2026-03-02T09:00:00Z')
let clock = start
let app: TestApp
let client: Client

beforeEach(async () => {
  clock = start
  // Every change a minute after the one before.
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
  await somePeople(app.context, {
    Ann: { Team: 'Red', Site: 'Lima' },
    Bob: { Team: 'Blue' },
    Cem: { Team: ['Red', 'Green'] },
    Dee: {},
  })
  clock += MINUTE
})
afterEach(async () => await closeInOrder(app))

const tagId = async (name: string) => {
  const { items } = await client.tags.list({ q: name, limit: 500 })
  return items.find(tag => `${tag.key}: ${tag.value}` === name)?.id ?? 0
}
const create = async (name: string, text: string) => {
  const made = asDone(await client.segments.create({ body: { name, text } }))
  clock += MINUTE
  return made
}
const save = async (id: number, text: string) => {
  const saved = asDone(await client.segments.update({ params: { id }, body: { text } }))
  clock += MINUTE
  return saved
}
const merge = async (from: string, into: string) => {
  const [id, to] = await Promise.all([tagId(from), tagId(into)])
  const { changeId } = asDone(await client.tags.merge({ params: { id }, body: { into: to } }))
  clock += MINUTE
  return changeId
}
const restore = (id: number, change: number, query = {}) =>
  client.segments.update({ params: { id }, query, body: { restore: change } })
const entries = async (id: number) => (await client.segments.history({ id, limit: 500 })).items
const entryOf = async (id: number, change: number) =>
  (await entries(id)).find(entry => entry.changeId === change)

describe('the history', () => {
  test('shows each rule beside the one before it, whoever wrote it: a save, a merge, an undo', async () => {
    const { id } = await create('S', 'Team is Red')
    await save(id, 'Team is Red and Site is Lima')
    const merged = await merge('Site: Lima', 'Team: Blue')
    await client.changes.undo({ params: { id: merged } })
    const rules = (await entries(id)).map(({ text, textBefore, people }) => ({ text, textBefore, people }))
    expect(rules).toEqual([
      { text: 'Team is Red and Site is Lima', textBefore: 'Team is Red and Team is Blue', people: 1 },
      { text: 'Team is Red and Team is Blue', textBefore: 'Team is Red and Site is Lima', people: 1 },
      { text: 'Team is Red and Site is Lima', textBefore: 'Team is Red', people: 1 },
      { text: 'Team is Red', textBefore: null, people: 2 },
    ])
  })

  test('goes on across pages as it would on one', async () => {
    const { id } = await create('S', 'Team is Red')
    for (const text of ['Team is Blue', 'Team is Green', 'Team exists']) await save(id, text)
    await client.people.deactivate({ params: { id: 1 } })
    const whole = await entries(id)
    const pieces = []
    for (let cursor: string | undefined; ; ) {
      const page = await client.segments.history({ id, limit: 1, cursor })
      pieces.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(whole).toHaveLength(5)
    expect(pieces).toEqual(whole)
  })

  test('calls what is gone by its last name, and counts stay what they were', async () => {
    const { id } = await create('S', 'Team is Green')
    const before = await entries(id)
    await save(id, 'Team is Red')
    await client.tags.rename({ params: { id: await tagId('Team: Green') }, body: { value: 'Olive' } })
    await client.tags.remove({ params: { id: await tagId('Team: Olive') } })
    await client.people.deactivate({ params: { id: 3 } })
    const first = (await entries(id)).at(-1)
    expect(before).toHaveLength(1)
    expect(first).toMatchObject({
      ...before[0],
      text: 'Team is Olive',
      rule: null,
      problems: [expect.any(String)],
    })
  })
})

describe('restoring an old rule', () => {
  test('brings back exactly that rule, with its plan first and a summary that says so', async () => {
    const made = await create('S', 'Team is Red')
    await save(made.id, 'Team is Blue')
    const entry = await entryOf(made.id, made.changeId)
    expect(entry).toMatchObject({ rule: made.rule, problems: [], notes: [] })
    const plan = asPlan(await restore(made.id, made.changeId, { dryRun: true }))
    expect(plan).toMatchObject({
      summary: `Restore the rule of the segment “S” from change ${made.changeId}`,
      segments: [{ id: made.id, entered: 2, left: 1 }],
      notes: [],
    })
    expect((await client.segments.get({ id: made.id })).text).toBe('Team is Blue')
    const done = asDone(await restore(made.id, made.changeId, { expectedVersion: plan.version }))
    expect(done).toMatchObject({ text: 'Team is Red', people: 2 })
    expect((await entries(made.id))[0]).toMatchObject({
      summary: plan.summary,
      text: 'Team is Red',
      textBefore: 'Team is Blue',
    })
  })

  test('follows renames without a word, for the tag is the same', async () => {
    const made = await create('S', 'Team is Red')
    await save(made.id, 'Team is Blue')
    await client.tags.rename({ params: { id: await tagId('Team: Red') }, body: { value: 'Crimson' } })
    expect(await entryOf(made.id, made.changeId)).toMatchObject({ text: 'Team is Crimson', notes: [] })
    expect(asDone(await restore(made.id, made.changeId))).toMatchObject({
      text: 'Team is Crimson',
      people: 2,
    })
  })

  test('names what a tag was merged into, however often, and says so in the history and in the plan', async () => {
    const made = await create('S', 'Team is Green')
    await save(made.id, 'Team is Red')
    await merge('Team: Green', 'Team: Blue')
    const last = await merge('Team: Blue', 'Site: Lima')
    const note = `The tag “Team: Green” has been merged into “Site: Lima” (change ${last}): the rule names that.`
    expect(await entryOf(made.id, made.changeId)).toMatchObject({
      text: 'Team is Green',
      rule: { key: 'Site', op: 'is', values: ['Lima'] },
      problems: [],
      notes: [note],
    })
    expect(asPlan(await restore(made.id, made.changeId, { dryRun: true })).notes).toEqual([note])
    expect(asDone(await restore(made.id, made.changeId))).toMatchObject({ text: 'Site is Lima', people: 3 })
  })

  test('after a merge was undone it is the old tag again', async () => {
    const made = await create('S', 'Team is Green')
    await save(made.id, 'Team is Red')
    const change = await merge('Team: Green', 'Team: Blue')
    await client.changes.undo({ params: { id: change } })
    expect(await entryOf(made.id, made.changeId)).toMatchObject({ problems: [], notes: [] })
    expect(asDone(await restore(made.id, made.changeId))).toMatchObject({ text: 'Team is Green', people: 1 })
  })

  test('after the undo was undone it is what the tag was merged into, again', async () => {
    const made = await create('S', 'Team is Green')
    await save(made.id, 'Team is Red')
    const change = await merge('Team: Green', 'Team: Blue')
    const { changeId: undone } = asDone(await client.changes.undo({ params: { id: change } }))
    await client.changes.undo({ params: { id: undone } })
    expect(await entryOf(made.id, made.changeId)).toMatchObject({
      rule: { key: 'Team', op: 'is', values: ['Blue'] },
      notes: [expect.stringContaining('“Team: Green” has been merged into “Team: Blue”')],
    })
  })

  test('is refused with a sentence for what was deleted, and with a note where it was made anew', async () => {
    const made = await create('S', 'Team is (Green, Blue)')
    await save(made.id, 'Team is Red')
    const { changeId } = asDone(await client.tags.remove({ params: { id: await tagId('Team: Green') } }))
    const problem = `It names the tag “Team: Green”, which was deleted in change ${changeId}.`
    expect(await entryOf(made.id, made.changeId)).toMatchObject({ rule: null, problems: [problem] })
    const refused = await refusal(restore(made.id, made.changeId))
    expect(refused.status).toBe(422)
    expect(refused.problem).toMatchObject({
      detail: `The rule of change ${made.changeId} cannot come back. ${problem}`,
      errors: [{ path: 'restore', message: problem }],
    })
    await client.tags.create({ body: { key: 'Team', values: ['Green'] } })
    expect(await entryOf(made.id, made.changeId)).toMatchObject({
      problems: [],
      notes: [
        `The tag “Team: Green” was deleted (change ${changeId}) and made anew since: the rule names the new one.`,
      ],
    })
    expect(asDone(await restore(made.id, made.changeId))).toMatchObject({
      text: 'Team is (Green, Blue)',
      people: 1,
    })
  })

  test('is refused where it would close a circle, or names a segment that is gone', async () => {
    const other = await create('Other', 'Team is Blue')
    const gone = await create('Gone', 'Team is Blue')
    const made = await create('S', 'in segment Other')
    const second = await save(made.id, 'in segment Gone')
    await save(made.id, 'Team is Red')
    await save(other.id, 'in segment S')
    const { changeId } = asDone(await client.segments.remove({ params: { id: gone.id } }))
    expect((await refusal(restore(made.id, made.changeId))).problem.detail).toContain('“S” → “Other” → “S”')
    expect((await refusal(restore(made.id, second.changeId))).problem.detail).toContain(
      `“Gone”, which was deleted in change ${changeId}`,
    )
  })

  test('takes only the changes of its own history, and no rule besides', async () => {
    const made = await create('S', 'Team is Red')
    const other = await create('T', 'Team is Blue')
    expect((await refusal(restore(made.id, other.changeId))).status).toBe(404)
    const both = { restore: made.changeId, text: 'Team is Blue' }
    const refused = await refusal(client.segments.update({ params: { id: made.id }, body: both }))
    expect(refused.problem.errors[0].path).toBe('restore')
  })
})

describe('the size over time', () => {
  test('is a point after each change that moved somebody, from its making on', async () => {
    const born = new Date(clock).toISOString()
    const made = await create('S', 'Team is Blue or Team is Red')
    const grown = await save(made.id, 'Team exists or Team missing')
    await client.segments.update({ params: { id: made.id }, body: { description: 'Everyone' } })
    clock += MINUTE
    const left = asDone(await client.people.deactivate({ params: { id: 1 } }))
    const { items } = await client.segments.sizes({ ids: String(made.id) })
    const at = (minutes: number) => new Date(start + minutes * MINUTE).toISOString()
    expect(items).toEqual([
      {
        id: made.id,
        points: [
          { changeId: made.changeId, at: born, people: 3 },
          { changeId: grown.changeId, at: at(2), people: 4 },
          { changeId: left.changeId, at: at(4), people: 3 },
        ],
        isWhole: true,
      },
    ])
    for (const { at: moment, people } of items[0]?.points ?? [])
      expect((await client.segments.people({ id: made.id, asOf: moment })).total).toBe(people)
    const { items: since } = await client.segments.sizes({ ids: String(made.id), since: at(3) })
    expect(since[0]?.points).toEqual([
      { changeId: null, at: at(3), people: 4 },
      { changeId: left.changeId, at: at(4), people: 3 },
    ])
  })

  test('has one point where two changes came in the same millisecond: what that moment is answered with', async () => {
    const { id } = await create('S', 'Team is Red')
    for (const person of [1, 3]) await client.people.deactivate({ params: { id: person } })
    const [line] = (await client.segments.sizes({ ids: String(id) })).items
    expect(line?.points.map(point => point.people)).toEqual([2, 0])
  })

  test('of several is one answer; one made empty begins with nobody', async () => {
    const one = await create('One', 'Team is Red')
    const empty = await create('Empty', 'Team is Red and Team is Blue')
    const { items } = await client.segments.sizes({ ids: `${empty.id},${one.id}` })
    expect(items.map(({ id, points }) => [id, points.map(point => point.people)])).toEqual([
      [empty.id, [0]],
      [one.id, [2]],
    ])
    expect((await refusal(client.segments.sizes({ ids: '1,999' }))).status).toBe(404)
    expect((await refusal(client.segments.sizes({ ids: '1;drop' }))).status).toBe(422)
  })
})

test('every part of an overlap is found again by its filter, whatever the segments are called', async () => {
  const names = ['say "hi" \\ all', 'not', 'A, B (and) C', '#7', '  naïve —  “quoted” ']
  const texts = ['Team is Red', 'Team is Blue', 'Site exists', 'Team missing', 'Team is Green']
  const ids: number[] = []
  for (const [index, name] of names.entries()) ids.push((await create(name, texts[index] ?? '')).id)
  const { parts, segments } = await client.segments.overlap({ body: { ids } })
  expect(segments.map(segment => segment.name)).toHaveLength(5)
  expect(parts.map(part => part.people)).toEqual([1, 1, 1, 1])
  for (const { ids: inside, where, people } of parts) {
    const found = await client.people.list({ where })
    expect([where, found.total]).toEqual([where, people])
    for (const id of ids) {
      const members = await client.segments.people({ id })
      const isIn = members.items.some(person => person.id === found.items[0]?.id)
      expect([where, id, isIn]).toEqual([where, id, inside.includes(id)])
    }
  }
})
