import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { aSegment } from '../../test/assignments.ts'
import { Refused } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
  const limits = { deactivated: 100_000, messages: 100_000, segmentShare: 1 }
  await (await app.client('admin')).access.updateSettings({ body: { limits } })
})
afterEach(async () => await closeInOrder(app))

const fileOf = (from: number, to: number, team: string) =>
  [
    'email,first_name,last_name,Team',
    ...Array.from({ length: to - from }, (_, n) => `p${from + n}@example.com,P,Q,${team}`),
  ].join('\n')

/** Plans a file; `commit` does what was shown or, when that is no longer true, looks again and then does it. */
async function planned(name: string, content: string) {
  const { import: one } = await upload(app, { name, content })
  const client = await app.client('editor')
  const commit = async (): Promise<number> => {
    try {
      return asDone(await client.imports.commit({ params: { id: one.id }, query: {}, body: {} })).changeId
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status !== 409) throw error
      return await commit()
    }
  }
  return { id: one.id, commit }
}

/** A change was planned at the version right before it: nobody had written in between. */
async function expectSerial() {
  const client = await app.client('viewer')
  const { items } = await client.changes.list({ limit: 100 })
  for (const { id } of items) expect((await client.changes.get({ id })).plan.version).toBe(id - 1)
}

const teamOf = async (n: number) => (await tagsByEmail(app))[`p${n}@example.com`]

test('two imports of the same people at once are one after the other: whoever is in both has what the later one says', async () => {
  const first = await planned('red.csv', fileOf(0, 60, 'Red'))
  const second = await planned('blue.csv', fileOf(40, 100, 'Blue'))
  const [red, blue] = await Promise.all([first.commit(), second.commit()])
  await expectSerial()
  expect(await teamOf(0)).toEqual(['Team: Red'])
  expect(await teamOf(99)).toEqual(['Team: Blue'])
  for (const n of [40, 50, 59]) expect(await teamOf(n)).toEqual([red > blue ? 'Team: Red' : 'Team: Blue'])
  const client = await app.client('viewer')
  expect((await client.people.list({ limit: 1 })).total).toBe(100)
  const later = await client.imports.get({ id: red > blue ? first.id : second.id })
  // What was committed is what it did: of sixty people twenty were there by then.
  expect(later.plan?.people).toMatchObject({ created: 40, updated: 20 })
})

test('an import against the merge of a tag it gives: in whichever order, never half', async () => {
  await importFile(
    app,
    'before.csv',
    fileOf(0, 30, 'Red').replace('p29@example.com,P,Q,Red', 'p29@example.com,P,Q,Rd'),
  )
  const client = await app.client('editor')
  const { items } = await client.tags.list({})
  const idOf = (value: string) => items.find(tag => tag.value === value)?.id ?? 0
  const list = await planned('list.csv', fileOf(10, 50, 'Rd'))
  const [imported, merged] = await Promise.all([
    list.commit(),
    client.tags
      .merge({ params: { id: idOf('Rd') }, query: {}, body: { into: idOf('Red') } })
      .then(done => asDone(done).changeId),
  ])
  await expectSerial()
  const isMergedLast = merged > imported
  expect(await teamOf(5)).toEqual(['Team: Red'])
  const given = await teamOf(45)
  expect([given, await teamOf(29)]).toEqual([given, given])
  // Merged last, everybody is Red; merged first, “Rd” is an alias of Red or a new tag, but one for all of them.
  if (isMergedLast) expect(given).toEqual(['Team: Red'])
  else expect(given).toHaveLength(1)
})

test('an import against the edit of a rule: afterwards exactly those who fit the rule are in', async () => {
  await importFile(app, 'before.csv', `${fileOf(0, 20, 'Red')}\np20@example.com,P,Q,Blue`)
  const segment = await aSegment(app, 'Team', 'Team is Red')
  const client = await app.client('editor')
  for (const [round, [text, fitting]] of [
    ['Team is Blue', 'Blue'],
    ['Team is Red', 'Red'],
    ['Team is Blue', 'Blue'],
  ].entries()) {
    const list = await planned(`list ${round}.csv`, fileOf(round * 5, round * 5 + 12, fitting ?? ''))
    await Promise.all([
      list.commit(),
      client.segments.update({ params: { id: segment }, query: {}, body: { text } }),
    ])
    const all = Object.values(await tagsByEmail(app)).filter(tags => tags.includes(`Team: ${fitting}`))
    expect((await client.segments.get({ id: segment })).people).toBe(all.length)
  }
  await expectSerial()
})
