import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'
import { tagIdIn } from '../../test/tagIdIn.ts'
import { importFile, tagsByEmail } from '../../test/upload.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

const tagId = (name: string) => tagIdIn(client, name)
const keyId = async (name: string) =>
  (await client.tags.keys({ q: name })).items.find(key => key.name === name)?.id ?? 0
const aliases = async () =>
  (await client.aliases.list({})).items.map(({ kind, spelling, key, tag }) =>
    [kind, spelling, key.name, tag?.value ?? null].join(' '),
  )
const tagsOf = async (id: number) =>
  (await client.people.get({ id })).tags.map(({ key, value }) => `${key}: ${value}`)
const undo = async (id: number) => await client.changes.undo({ params: { id } })
const values = async () => (await client.tags.list({})).items.map(({ key, value }) => `${key}: ${value}`)

describe('another spelling', () => {
  test('of a tag and of a key is read as what it means, in files and in bodies', async () => {
    const { Ada } = await somePeople(app.context, { Ada: { Department: 'Sales' } })
    await client.aliases.create({ body: { spelling: ' slaes', tagId: await tagId('Department: Sales') } })
    const made = await client.aliases.create({ body: { spelling: 'Dept', keyId: await keyId('Department') } })
    expect(asDone(made)).toMatchObject({
      kind: 'means',
      spelling: 'Dept',
      key: { name: 'Department' },
      tag: null,
      createdBy: 'editor',
    })
    const done = await importFile(
      app,
      'a.csv',
      'email,first_name,last_name,DEPT\nbo@example.com,Bo,Cox,SLAES',
    )
    expect(done.plan?.tags).toMatchObject({
      created: [],
      keysCreated: [],
      lookAlikes: [],
      spellings: [
        { key: 'Dept', value: null, means: 'Department', unlike: null, isNew: false },
        { key: 'Department', value: 'slaes', means: 'Sales', unlike: null, isNew: false },
      ],
    })
    await client.people.update({ params: { id: Ada }, body: { tags: { Dept: [] } } })
    expect(await tagsOf(Ada)).toEqual([])
    await client.people.update({ params: { id: Ada }, body: { tags: { dept: ['Slaes'] } } })
    expect(await tagsOf(Ada)).toEqual(['Department: Sales'])
    await client.people.setTags({ body: { ids: [Ada], remove: { Department: ['slaes'] } } })
    expect(await tagsOf(Ada)).toEqual([])
    await client.tags.create({ body: { key: 'Department', values: ['Slaes', 'IT'] } })
    expect(await values()).toEqual(['Department: IT', 'Department: Sales'])
    expect((await tagsByEmail(app))['bo@example.com']).toEqual(['Department: Sales'])
  })

  test('is found beside its tag and key, by searching for it and in the list', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales', Team: 'A' } })
    const id = await tagId('Department: Sales')
    await client.aliases.create({ body: { spelling: 'Slaes', tagId: id } })
    await client.aliases.create({ body: { spelling: 'Vertrieb', tagId: id } })
    await client.aliases.create({ body: { spelling: 'Abteilung', keyId: await keyId('Department') } })
    const { items } = await client.tags.list({ key: 'abteilung', q: 'vertr' })
    expect(items).toMatchObject([
      { value: 'Sales', aliases: [{ spelling: 'Slaes' }, { spelling: 'Vertrieb' }] },
    ])
    expect((await client.tags.keys({ q: 'abteil' })).items).toMatchObject([
      { name: 'Department', aliases: [{ spelling: 'Abteilung' }] },
    ])
    expect((await client.aliases.list({ tagId: id, limit: 1 })).total).toBe(2)
    expect((await client.aliases.list({ keyId: await keyId('Team') })).total).toBe(0)
  })

  test('is a change like any other: shown first, logged, undone', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const body = { spelling: 'Slaes', tagId: await tagId('Department: Sales') }
    const plan = asPlan(await client.aliases.create({ query: { dryRun: true }, body }))
    expect(plan.summary).toBe('Read “Slaes” as “Department: Sales”')
    expect(plan.tags.spellings).toMatchObject([{ value: 'Slaes', means: 'Sales', isNew: true }])
    expect(await aliases()).toEqual([])
    const made = asDone(await client.aliases.create({ body }))
    const again = asDone(await client.aliases.create({ body: { ...body, spelling: 'SLAES' } }))
    expect([again.id, again.changeId]).toEqual([made.id, made.changeId])
    await undo(made.changeId)
    expect(await aliases()).toEqual([])
    const gone = asDone(await client.aliases.create({ body }))
    const removed = asDone(await client.aliases.remove({ params: { id: gone.id } }))
    expect(await aliases()).toEqual([])
    await undo(removed.changeId)
    expect(await aliases()).toEqual(['means Slaes Department Sales'])
  })

  test('follows renames and merges, goes with what is deleted, and comes back with it', async () => {
    await somePeople(app.context, {
      Ada: { Department: 'Sales' },
      Ben: { Department: 'Selling' },
      Cas: { Team: 'Red' },
    })
    const id = await tagId('Department: Sales')
    await client.aliases.create({ body: { spelling: 'Vertrieb', tagId: id } })
    await client.tags.rename({ params: { id }, body: { value: 'Sales force' } })
    const renamed = ['means Sales Department Sales force', 'means Vertrieb Department Sales force']
    expect(await aliases()).toEqual(renamed)
    const into = await tagId('Department: Selling')
    const merged = asDone(await client.tags.merge({ params: { id }, body: { into } }))
    expect(await aliases()).toEqual([
      'means Sales Department Selling',
      'means Sales force Department Selling',
      'means Vertrieb Department Selling',
    ])
    await undo(merged.changeId)
    expect(await aliases()).toEqual(renamed)
    const deleted = asDone(await client.tags.remove({ params: { id } }))
    expect(await aliases()).toEqual([])
    await undo(deleted.changeId)
    expect(await aliases()).toEqual(renamed)
    const keys = { id: await keyId('Department'), into: await keyId('Team') }
    await client.tags.mergeKey({ params: { id: keys.id }, body: { into: keys.into } })
    expect(await aliases()).toEqual([
      'means Department Team ',
      'means Sales Team Sales force',
      'means Vertrieb Team Sales force',
    ])
  })

  test('is refused for a name of its own, its own name, what means something else, and nothing', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'IT', Team: 'A' } })
    const sales = await tagId('Department: Sales')
    const it = await tagId('Department: IT')
    const refused = async (body: object) => {
      const { status, problem } = await refusal(client.aliases.create({ body: { spelling: 'x', ...body } }))
      return [status, problem.detail]
    }
    expect(await refused({ spelling: 'it', tagId: sales })).toEqual([
      409,
      'There is a tag “Department: IT”. To make one of both, merge it; its value is then remembered as another spelling.',
    ])
    expect(await refused({ spelling: 'team', keyId: await keyId('Department') })).toEqual([
      409,
      'There is a tag key “Team”. To make one of both, merge it; its name is then remembered as another spelling.',
    ])
    expect((await refused({ spelling: 'SALES', tagId: sales }))[0]).toBe(422)
    await client.aliases.create({ body: { spelling: 'Slaes', tagId: sales } })
    expect(await refused({ spelling: 'slaes', tagId: it })).toEqual([
      409,
      '“Slaes” is known as another spelling of “Sales”. Remove that one first.',
    ])
    expect((await refused({ tagId: 999 }))[0]).toBe(404)
    expect((await refused({}))[0]).toBe(422)
    expect((await refused({ tagId: it, keyId: 1 }))[0]).toBe(422)
    expect((await refusal(client.aliases.remove({ params: { id: 999 } }))).status).toBe(404)
  })

  test('gives way to a tag that comes to be called so, and the plan says it', async () => {
    await somePeople(app.context, { Ada: { Department: ['Sales', 'Other'] } })
    await client.aliases.create({ body: { spelling: 'Slaes', tagId: await tagId('Department: Sales') } })
    const id = await tagId('Department: Other')
    const plan = asPlan(
      await client.tags.rename({ params: { id }, query: { dryRun: true }, body: { value: 'Slaes' } }),
    )
    expect(plan.notes).toEqual([
      '“Slaes” is no longer another spelling: it is a name of its own from now on.',
    ])
    const renamed = asDone(await client.tags.rename({ params: { id }, body: { value: 'Slaes' } }))
    expect(await aliases()).toEqual(['means Other Department Slaes'])
    await undo(renamed.changeId)
    expect(await aliases()).toEqual(['means Slaes Department Sales'])
  })
})

describe('a rename', () => {
  const rename = async (name: string, value: string) =>
    asDone(await client.tags.rename({ params: { id: await tagId(name) }, body: { value } })).changeId
  const renameKey = async (from: string, name: string) =>
    asDone(await client.tags.updateKey({ params: { id: await keyId(from) }, body: { name } })).changeId
  const planned = async (name: string, value: string) =>
    asPlan(
      await client.tags.rename({
        params: { id: await tagId(name) },
        query: { dryRun: true },
        body: { value },
      }),
    )

  test('of a key or a value remembers the name that goes, for files that go on bringing it', async () => {
    const { Ada } = await somePeople(app.context, { Ada: { Department: 'Slaes' } })
    const plan = await planned('Department: Slaes', 'Sales')
    expect(plan.tags.spellings).toEqual([
      { key: 'Department', value: 'Slaes', means: 'Sales', unlike: null, isNew: true },
    ])
    await rename('Department: Slaes', 'Sales')
    await renameKey('Department', 'Dept')
    expect(await aliases()).toEqual(['means Department Dept ', 'means Slaes Dept Sales'])
    expect((await client.aliases.list({})).items[0]?.createdBy).toBe('editor')
    const done = await importFile(
      app,
      'a.csv',
      'email,first_name,last_name,DEPARTMENT\nbo@example.com,Bo,Cox,SLAES',
    )
    expect(done.plan?.tags).toMatchObject({ created: [], keysCreated: [], lookAlikes: [] })
    expect((await tagsByEmail(app))['bo@example.com']).toEqual(['Dept: Sales'])
    await client.people.update({ params: { id: Ada }, body: { tags: { department: ['slaes'] } } })
    expect(await values()).toEqual(['Dept: Sales'])
  })

  test('to the same name in another case remembers nothing', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    await rename('Department: Sales', 'SALES')
    await renameKey('Department', 'department')
    expect((await planned('department: SALES', 'Sales')).tags.spellings).toBeUndefined()
    expect(await aliases()).toEqual([])
  })

  test('back to a former name leaves that name no other spelling, and undoing follows each step', async () => {
    await somePeople(app.context, { Ada: { Department: 'Slaes' } })
    await rename('Department: Slaes', 'Sales')
    const back = await rename('Department: Sales', 'slaes')
    expect(await aliases()).toEqual(['means Sales Department slaes'])
    const undone = asDone(await undo(back)).changeId
    expect(await values()).toEqual(['Department: Sales'])
    expect(await aliases()).toEqual(['means Slaes Department Sales'])
    await undo(undone)
    expect(await aliases()).toEqual(['means Sales Department slaes'])
  })

  test('undone forgets the name again, and another tag can be called so', async () => {
    await somePeople(app.context, { Ada: { Department: ['Slaes', 'Other'] } })
    const renamed = await rename('Department: Slaes', 'Sales')
    await undo(renamed)
    expect(await aliases()).toEqual([])
    await rename('Department: Slaes', 'Sales')
    const taken = await rename('Department: Other', 'Slaes')
    expect(await aliases()).toEqual(['means Other Department Slaes'])
    await undo(taken)
    expect(await aliases()).toEqual(['means Slaes Department Sales'])
  })

  test('that was gone on from is not undone, and its former name goes on leading to the tag', async () => {
    await somePeople(app.context, { Ada: { Department: 'Slaes' } })
    const first = await rename('Department: Slaes', 'Sales')
    const firstKey = await renameKey('Department', 'Dept')
    await rename('Dept: Sales', 'Selling')
    await renameKey('Dept', 'Area')
    const refused = async (id: number) => (await refusal(undo(id))).problem.detail
    expect(await refused(first)).toBe(
      `Nothing of change ${first} is left to undo. The tag “Area: Selling” has been changed again since, and stays so. “Slaes” stays another spelling of “Selling”.`,
    )
    expect(await refused(firstKey)).toContain('“Department” stays another spelling of “Area”.')
    expect(await aliases()).toEqual([
      'means Department Area ',
      'means Dept Area ',
      'means Sales Area Selling',
      'means Slaes Area Selling',
    ])
  })

  test('of two names that change places leaves each to whom it belongs now', async () => {
    await somePeople(app.context, { Ada: { Team: 'Red' }, Ben: { Site: 'Lima' } })
    await renameKey('Team', 'X')
    await renameKey('Site', 'Team')
    await renameKey('X', 'Site')
    expect(await aliases()).toEqual(['means X Site '])
    const csv = 'email,first_name,last_name,Team,Site,X\nbo@example.com,Bo,Cox,Lima,Red,'
    await importFile(app, 'a.csv', csv)
    expect((await tagsByEmail(app))['bo@example.com']).toEqual(['Site: Red', 'Team: Lima'])
  })

  test('to what was kept apart from the tag is no question any more', async () => {
    await somePeople(app.context, { Ada: { Department: 'Slaes' } })
    const of = { tagId: await tagId('Department: Slaes') }
    await client.aliases.create({ body: { spelling: 'Sales', kind: 'apart', ...of } })
    const renamed = await rename('Department: Slaes', 'Sales')
    expect(await aliases()).toEqual(['means Slaes Department Sales'])
    await undo(renamed)
    expect(await aliases()).toEqual(['apart Sales Department Slaes'])
  })

  test('is forgotten as any other spelling is', async () => {
    await somePeople(app.context, { Ada: { Department: 'Slaes' } })
    await rename('Department: Slaes', 'Sales')
    const [alias] = (await client.aliases.list({ tagId: await tagId('Department: Sales') })).items
    await client.aliases.remove({ params: { id: alias?.id ?? 0 } })
    await client.tags.create({ body: { key: 'Department', values: ['Slaes'] } })
    expect(await values()).toEqual(['Department: Sales', 'Department: Slaes'])
  })
})

describe('kept apart', () => {
  const attention = async () => (await client.home.overview({})).attention.lookAlikes

  test('two look-alikes are not asked about again, until that is forgotten', async () => {
    await somePeople(app.context, {
      Ada: { Department: 'Sales', Location: 'Dallas' },
      Ben: { Department: 'Saless', Locations: 'Rome' },
    })
    expect(await attention()).toEqual([{ key: 'Department', value: 'Saless', like: 'Sales' }])
    const { items: keys } = await client.tags.keys({ q: 'locations' })
    expect(keys).toMatchObject([{ name: 'Locations', lookAlike: { name: 'Location' } }])
    const made = asDone(
      await client.aliases.create({
        body: { spelling: 'Saless', kind: 'apart', tagId: await tagId('Department: Sales') },
      }),
    )
    await client.aliases.create({
      body: { spelling: 'Locations', kind: 'apart', keyId: await keyId('Location') },
    })
    expect(await attention()).toEqual([])
    expect((await client.tags.list({ q: 'saless' })).items).toMatchObject([{ lookAlike: null, aliases: [] }])
    expect((await client.tags.keys({ q: 'locations' })).items).toMatchObject([{ lookAlike: null }])
    await client.aliases.remove({ params: { id: made.id } })
    expect(await attention()).toHaveLength(1)
  })

  test('what is kept apart and then merged is one after all', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Saless' } })
    const into = await tagId('Department: Sales')
    await client.aliases.create({ body: { spelling: 'Saless', kind: 'apart', tagId: into } })
    const merged = asDone(
      await client.tags.merge({ params: { id: await tagId('Department: Saless') }, body: { into } }),
    )
    expect(await aliases()).toEqual(['means Saless Department Sales'])
    await undo(merged.changeId)
    expect(await aliases()).toEqual(['apart Saless Department Sales'])
  })
})
