import { beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'
import { check } from '../changes/check.ts'
import { currentRoster } from '../changes/engine.ts'
import type { Import, ImportOptions } from './contract.ts'

let app: TestApp
let client: Client
beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
  return async () => {
    const roster = await currentRoster(app.context.engine, 1)
    expect(await check(app.context.db, 1, roster)).toEqual([])
    await app.close()
  }
})

type Spellings = NonNullable<ImportOptions['spellings']>
const HEAD = 'email,first_name,last_name'
const file = (key: string, ...values: string[]) =>
  [`${HEAD},${key}`, ...values.map((value, n) => `p${n}@example.com,P,${n},"${value}"`)].join('\r\n')
const aliases = async () =>
  (await client.aliases.list({})).items.map(({ kind, spelling, key, tag }) =>
    [kind, spelling, key.name, tag?.value ?? ''].join(' '),
  )
async function say(id: number, spellings: Spellings): Promise<Import> {
  const now = await client.imports.update({ params: { id }, body: { options: { spellings } } })
  if (!('fileName' in now)) throw new Error('The import answered a plan.')
  return now
}
const commit = async (id: number) => asDone(await client.imports.commit({ params: { id } }))
const tags = async () => [...new Set(Object.values(await tagsByEmail(app)).flat())].sort()

test('a look-alike of a value that exists is asked about, joined, taken back and joined again', async () => {
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  const sales = (await client.tags.list({})).items[0]?.id
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Department', 'Slaes', 'IT') })
  expect(one.plan?.tags.lookAlikes).toEqual([
    { key: 'Department', value: 'Slaes', like: 'Sales', likeId: sales },
  ])
  const join = [{ key: 'Department', value: 'Slaes', means: 'Sales' }]
  const joined = await say(one.id, join)
  expect(joined.plan?.tags).toMatchObject({
    created: [{ value: 'IT' }],
    lookAlikes: [],
    spellings: [{ key: 'Department', value: 'Slaes', means: 'Sales', unlike: null, isNew: true }],
  })
  const back = await say(one.id, [])
  expect(back.plan?.tags.lookAlikes).toHaveLength(1)
  expect(back.plan?.tags.spellings).toBeUndefined()
  await say(one.id, join)
  expect(await aliases()).toEqual([])
  const done = await commit(one.id)
  expect(await tags()).toEqual(['Department: IT', 'Department: Sales'])
  expect(await aliases()).toEqual(['means Slaes Department Sales'])
  const again = await importFile(app, 'b.csv', file('Department', 'slaes', 'IT'))
  expect(again.plan?.tags.spellings).toMatchObject([{ value: 'Slaes', means: 'Sales', isNew: false }])

  await client.changes.undo({ params: { id: done.changeId } })
  expect(await aliases()).toEqual([])
})

test('a value that is its own stays so, and is not asked about again', async () => {
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Department', 'Saless') })
  const apart = await say(one.id, [{ key: 'Department', value: 'Saless', means: null }])
  expect(apart.plan?.tags).toMatchObject({
    created: [{ value: 'Saless' }],
    lookAlikes: [],
    spellings: [{ value: 'Saless', means: null, unlike: 'Sales', isNew: true }],
  })
  const done = await commit(one.id)
  expect(await aliases()).toEqual(['apart Saless Department Sales'])
  expect((await client.home.overview({})).attention.lookAlikes).toEqual([])
  await client.changes.undo({ params: { id: done.changeId } })
  expect(await aliases()).toEqual([])
})

test('a heading that looks like a key is asked about and joined; its values then are of that key', async () => {
  await somePeople(app.context, { Ada: { Location: 'Dallas' } })
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Locations', 'Dalas') })
  const location = (await client.tags.keys({})).items[0]?.id
  expect(one.plan?.tags.keyLookAlikes).toEqual([{ key: 'Locations', like: 'Location', likeId: location }])
  const said: Spellings = [{ key: 'Locations', means: 'Location' }]
  const joined = await say(one.id, said)
  expect(joined.plan?.tags).toMatchObject({
    keysCreated: [],
    lookAlikes: [{ key: 'Location', value: 'Dalas', like: 'Dallas' }],
  })
  // By either name of the key.
  for (const key of ['Location', 'Locations']) {
    const both = await say(one.id, [...said, { key, value: 'Dalas', means: 'dallas' }])
    expect(both.plan?.tags).toMatchObject({ created: [], lookAlikes: [] })
  }
  await commit(one.id)
  expect(await tags()).toEqual(['Location: Dallas'])
  expect(await aliases()).toEqual(['means Locations Location ', 'means Dalas Location Dallas'])
})

describe('answers among values that are all new', () => {
  test('follow each other to the end, whatever their order', async () => {
    const content = file('Department', 'Marketing', 'Marketting', 'Markettting')
    const { import: one } = await upload(app, { name: 'a.csv', content })
    const all = one.plan?.tags.lookAlikes.map(({ key, value, like }) => ({ key, value, means: like })) ?? []
    expect(all.map(({ value, means }) => [value, means])).toEqual([
      ['Marketting', 'Marketing'],
      ['Markettting', 'Marketting'],
    ])
    for (const spellings of [all, all.toReversed()])
      expect((await say(one.id, spellings)).plan?.tags.created.map(tag => tag.value)).toEqual(['Marketing'])
    await commit(one.id)
    expect(await aliases()).toEqual([
      'means Marketting Department Marketing',
      'means Markettting Department Marketing',
    ])
  })

  test('that lead in a circle mean nothing, and the last word on a spelling counts', async () => {
    const { import: one } = await upload(app, {
      name: 'a.csv',
      content: file('Department', 'Sales', 'Slaes'),
    })
    const created = async (spellings: Spellings) =>
      (await say(one.id, spellings)).plan?.tags.created.map(tag => tag.value)
    const there = { key: 'Department', value: 'Slaes', means: 'Sales' }
    const back = { key: 'Department', value: 'Sales', means: 'Slaes' }
    expect(await created([there, back])).toEqual(['Sales', 'Slaes'])
    expect(await created([{ ...there, means: null }, there])).toEqual(['Sales'])
    expect(await created([there, { ...there, means: 'Selling' }])).toEqual(['Sales', 'Selling'])
  })
})

test('what is known may be answered otherwise, and the new answer counts from then on', async () => {
  await somePeople(app.context, { Ada: { Department: ['Sales', 'Selling'] } })
  const { items } = await client.tags.list({ q: 'Sales' })
  await client.aliases.create({ body: { spelling: 'Slaes', tagId: items[0]?.id } })
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Department', 'Slaes') })
  const selling = await say(one.id, [{ key: 'Department', value: 'Slaes', means: 'Selling' }])
  expect(selling.plan?.tags.spellings).toMatchObject([{ means: 'Selling', isNew: true }])
  const own = await say(one.id, [{ key: 'Department', value: 'Slaes', means: null }])
  expect(own.plan?.tags.created).toMatchObject([{ value: 'Slaes' }])
  const done = await commit(one.id)
  expect(await aliases()).toEqual(['apart Slaes Department Sales'])
  await client.changes.undo({ params: { id: done.changeId } })
  expect(await aliases()).toEqual(['means Slaes Department Sales'])
})

test('answers about what no row brings make nothing and are not remembered', async () => {
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  const done = await importFile(app, 'a.csv', file('Department', 'IT'), {
    spellings: [
      { key: 'Team', value: 'Rde', means: 'Red' },
      { key: 'Division', means: 'Divisions' },
      { key: 'Department', value: 'Mrketing', means: 'Marketing' },
    ],
  })
  expect(done.plan?.tags.created.map(tag => tag.value)).toEqual(['IT'])
  expect(await aliases()).toEqual([])
})

test('a spelling that is a tag of its own is read as said this once, and the plan says why it is not remembered', async () => {
  await somePeople(app.context, { Ada: { Department: ['Sales', 'Slaes'] } })
  const options = { spellings: [{ key: 'Department', value: 'Slaes', means: 'Sales' }] }
  const done = await importFile(app, 'a.csv', file('Department', 'Slaes'), options)
  expect(done.plan?.notes).toEqual([
    '“Slaes” is not remembered as another spelling: it is a name of its own. To make one of both, merge it on the Tags page.',
  ])
  expect((await tagsByEmail(app))['p0@example.com']).toEqual(['Department: Sales'])
})

test('answers stay when the columns change, and when a preset is kept or done without', async () => {
  const columns = [{ header: 'Department', role: 'tag' as const, key: 'Department' }]
  const { import: first } = await upload(app, { name: 'a.csv', content: file('Department', 'Sales') })
  await client.importPresets.create({ body: { name: 'HR', importId: first.id } })
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Department', 'Sales', 'Slaes') })
  expect(one.preset).not.toBeNull()
  const answer = { key: 'Department', value: 'Slaes', means: 'Sales' }
  await say(one.id, [answer])
  for (const options of [{ columns }, { preset: null }]) {
    await client.imports.update({ params: { id: one.id }, body: { options } })
    const now = await client.imports.get({ id: one.id })
    expect(now.options.spellings).toEqual([answer])
    expect(now.plan?.tags.created.map(tag => tag.value)).toEqual(['Sales'])
  }
})

test('answers are tried on a dry run, and an account that confirms what another planned is who remembers it', async () => {
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  const { import: one } = await upload(app, { name: 'a.csv', content: file('Department', 'Slaes') })
  const options = { spellings: [{ key: 'Department', value: 'Slaes', means: 'Sales' }] }
  const tried = await client.imports.update({
    params: { id: one.id },
    query: { dryRun: true },
    body: { options },
  })
  expect(asPlan(tried).tags).toMatchObject({ created: [], spellings: [{ value: 'Slaes', isNew: true }] })
  await say(one.id, options.spellings)
  const admin = await app.client('admin')
  await admin.imports.commit({ params: { id: one.id } })
  expect((await client.aliases.list({})).items).toMatchObject([{ createdBy: 'admin' }])
})
