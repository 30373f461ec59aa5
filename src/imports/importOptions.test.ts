import { beforeEach, describe, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'
import { check } from '../changes/check.ts'
import { currentRoster } from '../changes/engine.ts'

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

const csv = (...rows: string[]) => rows.join('\r\n')
const HEAD = 'email,first_name,last_name'
const skill = (say: object) => ({ columns: [{ header: 'Skill', role: 'tag', ...say }] })
const undo = async (id: number | null) => await client.changes.undo({ params: { id: id ?? 0 } })

describe('the cells of a column', () => {
  const ann = (cell: string) => csv(`${HEAD},Skill`, `ann@example.com,Ann,Lee,"${cell}"`)
  const skills = async () => (await tagsByEmail(app))['ann@example.com']

  test('hold several values parted by a sign, and one as long as none is said', async () => {
    const parted = [
      [';', 'First aid; Forklift;;first aid'],
      [',', 'First aid,Forklift'],
      ['|', 'First aid | Forklift'],
      ['/', 'First aid/Forklift'],
      ['\n', 'First aid\r\nForklift'],
    ]
    const { import: one } = await upload(app, { name: 'a.csv', content: ann(parted[0]?.[1] ?? '') })
    expect(one.plan?.tags.created.map(tag => tag.value)).toEqual(['First aid; Forklift;;first aid'])
    for (const [separator, cell = ''] of parted) {
      const options = skill({ separator })
      const { import: planned } = await upload(app, { name: 'a.csv', content: ann(cell), options })
      expect(planned.plan?.tags.created.map(tag => tag.value)).toEqual(['First aid', 'Forklift'])
    }
  })

  test('add to what is there, or clear it when blank; undo brings all of it back', async () => {
    await importFile(app, 'a.csv', ann('A'))
    await importFile(app, 'b.csv', ann('B'), skill({ values: 'add' }))
    expect(await skills()).toEqual(['Skill: A', 'Skill: B'])
    await importFile(app, 'c.csv', ann(''), skill({ values: 'add' }))
    expect(await skills()).toEqual(['Skill: A', 'Skill: B'])
    const cleared = await importFile(app, 'd.csv', ann(''), skill({ blank: 'clear' }))
    expect(await skills()).toEqual([])
    await undo(cleared.changeId)
    expect(await skills()).toEqual(['Skill: A', 'Skill: B'])
  })

  test('yes gives the tag, no takes it away, anything else is refused', async () => {
    const file = (cell: string) => csv(`${HEAD},First aider`, `ann@example.com,Ann,Lee,${cell}`)
    const options = { columns: [{ header: 'First aider', role: 'tag', yesNo: true }] }
    await importFile(app, 'a.csv', file('x'), options)
    expect(await skills()).toEqual(['First aider: Yes'])
    const { import: odd } = await upload(app, { name: 'b.csv', content: file('maybe'), options })
    expect((await client.imports.problems({ id: odd.id })).items).toMatchObject([
      {
        row: 2,
        column: 'First aider',
        value: 'maybe',
        message: expect.stringContaining('neither yes nor no'),
      },
    ])
    await importFile(app, 'c.csv', file('Nein'), options)
    expect(await skills()).toEqual([])
  })

  test('cannot be read as yes or no and be parted, and the import says so', async () => {
    const options = skill({ yesNo: true, separator: ';' })
    const { import: failed } = await upload(app, { name: 'a.csv', content: ann('x'), options })
    expect(failed).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('Leave out one of the two'),
    })
  })
})

test('only adding or only updating leaves the other rows out, counted and not as mistakes', async () => {
  await importFile(app, 'a.csv', csv(HEAD, 'ann@example.com,Ann,Lee'))
  const content = csv(HEAD, 'ann@example.com,Anna,Lee', 'bea@example.com,Bea,Moe', 'cy@example.com,,')
  const planned = async (mode: string) =>
    (await upload(app, { name: 'b.csv', content, options: { mode } })).import
  const creating = await planned('create')
  expect(creating.plan?.people).toMatchObject({ created: 1, updated: 0, refused: 1, leftOut: 1 })
  expect(creating.plan?.notes).toEqual([expect.stringContaining('only adds people')])
  const updating = await planned('update')
  expect(updating.plan?.people).toMatchObject({ created: 0, updated: 1, refused: 0, leftOut: 2 })
  expect(updating.plan?.notes).toEqual([
    '2 rows are left out: this import only updates people, and their people are not here.',
  ])
})

describe('found by external id', () => {
  const FILE = `${HEAD},employee id`
  const options = { match: 'externalId' }
  const emails = async () => {
    const { items } = await client.people.list({})
    return Object.fromEntries(items.map(person => [person.externalId, `${person.id} ${person.email}`]))
  }
  beforeEach(async () => {
    const people = csv(
      FILE,
      'ann@example.com,Ann,Lee,1',
      'bea@example.com,Bea,Moe,2',
      'cy@example.com,Cy,Poe,',
    )
    await importFile(app, 'start.csv', people)
  })

  test('a changed address keeps the person, also when two swap theirs; undo gives the old ones back', async () => {
    const before = await emails()
    const content = csv(FILE, 'bea@example.com,Ann,Moe,1', 'ann@example.com,,,2')
    const done = await importFile(app, 'b.csv', content, options)
    expect(done.plan?.people).toMatchObject({ created: 0, updated: 2, refused: 0 })
    expect(await emails()).toMatchObject({ 1: '1 bea@example.com', 2: '2 ann@example.com' })
    await undo(done.changeId)
    expect(await emails()).toEqual(before)
  })

  test('an address that stays somebody else’s is refused with row and reason, and so is a row without an id', async () => {
    const content = csv(
      FILE,
      'bea@example.com,Ann,Lee,1',
      'd@example.com,Di,Roe,',
      'e@example.com,Eve,Roe,5',
      'f@example.com,Eve,Roe,5',
    )
    const { import: planned } = await upload(app, { name: 'b.csv', content, options })
    expect(planned.plan?.people).toMatchObject({ created: 1, updated: 0, refused: 3 })
    expect((await client.imports.problems({ id: planned.id })).items).toMatchObject([
      { row: 2, column: 'email', message: expect.stringContaining('belongs to Bea Moe (person 2)') },
      { row: 3, column: 'employee id', message: expect.stringContaining('no external id') },
      { row: 5, column: 'employee id', message: expect.stringContaining('in row 4 already') },
    ])
  })

  test('somebody who has no id yet is found by the address and receives it; a blank address is left', async () => {
    const content = csv(FILE, 'cy@example.com,Cy,Poe,3', ',Anna,,1')
    const done = await importFile(app, 'b.csv', content, options)
    expect(done.plan?.people).toMatchObject({ created: 0, updated: 2 })
    expect(await emails()).toMatchObject({ 1: '1 ann@example.com', 3: '3 cy@example.com' })
  })

  test('needs a column of them', async () => {
    const content = csv(HEAD, 'ann@example.com,Ann,Lee')
    const { import: failed } = await upload(app, { name: 'b.csv', content, options })
    expect(failed).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('no column is read as the external id'),
    })
  })
})

describe('a full list', () => {
  const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com,P,${n}`)

  test('deactivates who is missing, but not whoever a refused row names; the brake holds it until confirmed; undo', async () => {
    const admin = await app.client('admin')
    const { limits } = await admin.access.settings()
    await admin.access.updateSettings({ body: { limits: { ...limits, deactivated: 2 } } })
    await importFile(app, 'start.csv', csv(HEAD, ...people(6)))
    const content = csv(HEAD, 'p0@example.com,P,0', `p1@example.com,${'x'.repeat(300)},1`, 'nobody,P,9')
    const { import: planned } = await upload(app, { name: 'all.csv', content, options: { fullList: true } })
    expect(planned.plan).toMatchObject({
      summary: 'Importing “all.csv” creates 0 people, changes 0, deactivates 4 and leaves 1 as they are',
      people: { deactivated: 4, refused: 2, unchanged: 1 },
      brake: { confirm: '4' },
    })
    expect(planned.plan?.notes).toEqual([
      expect.stringContaining('4 active people who are not in it'),
      expect.stringContaining('One refused row names nobody'),
    ])
    const params = { id: planned.id }
    await expect(client.imports.commit({ params, query: {} })).rejects.toMatchObject({ status: 409 })
    expect(Object.keys(await tagsByEmail(app))).toHaveLength(6)
    const done = asDone(await client.imports.commit({ params, query: { confirm: '4' } }))
    expect(Object.keys(await tagsByEmail(app))).toEqual(['p0@example.com', 'p1@example.com'])
    const again = await upload(app, { name: 'all.csv', content, options: { fullList: true } })
    expect(again.import.plan?.people).toMatchObject({ deactivated: 0, updated: 0, created: 0 })
    await undo(done.changeId)
    expect(Object.keys(await tagsByEmail(app))).toHaveLength(6)
  })
})

describe('a preset', () => {
  const content = csv(`${HEAD},Skill`, 'ann@example.com,Ann,Lee,A;B')
  async function kept() {
    const options = { mode: 'create', ...skill({ separator: ';', values: 'add' }) }
    const { import: one } = await upload(app, { name: 'a.csv', content, options })
    return await client.importPresets.create({ body: { name: 'HR export', importId: one.id } })
  }

  test('is recognised by its headers, in any order and case, and one step takes it away again', async () => {
    const preset = await kept()
    expect(preset.headers).toEqual(['email', 'first_name', 'last_name', 'skill'])
    const other = csv('SKILL,email,last_name,first_name', 'A;B,ann@example.com,Lee,Ann')
    const { import: one } = await upload(app, { name: 'b.csv', content: other })
    expect(one).toMatchObject({ preset: { id: preset.id, name: 'HR export' }, options: { mode: 'create' } })
    expect(one.notes).toEqual([expect.stringContaining('The preset “HR export” is applied')])
    expect(one.plan?.tags.created.map(tag => tag.value)).toEqual(['A', 'B'])
    const without = await client.imports.update({
      params: { id: one.id },
      body: { options: { preset: null } },
    })
    expect(without).toMatchObject({ preset: null, options: { preset: null }, notes: [] })
    expect('plan' in without && without.plan?.tags.created.map(tag => tag.value)).toEqual(['A;B'])
    const withIt = await client.imports.update({
      params: { id: one.id },
      body: { options: { preset: preset.id } },
    })
    expect(withIt).toMatchObject({ preset: { id: preset.id }, plan: { tags: { created: [{}, {}] } } })
  })

  test('is not applied to other headers, nor where columns are said or none is wanted', async () => {
    await kept()
    const shorter = await upload(app, { name: 'b.csv', content: csv(HEAD, 'ann@example.com,Ann,Lee') })
    expect(shorter.import.preset).toBeNull()
    for (const options of [{ preset: null }, skill({})])
      expect((await upload(app, { name: 'b.csv', content, options })).import.preset).toBeNull()
    const unknown = await upload(app, { name: 'b.csv', content, options: { preset: 77 } })
    expect([unknown.status, unknown.problem.detail]).toEqual([422, expect.stringContaining('no preset 77')])
  })

  test('has a name of its own, is listed, and can be forgotten', async () => {
    const preset = await kept()
    await expect(kept()).rejects.toMatchObject({ status: 409 })
    expect((await client.importPresets.list({})).items).toEqual([preset])
    await client.importPresets.remove({ params: { id: preset.id } })
    expect((await client.importPresets.list({})).total).toBe(0)
    await expect(client.importPresets.remove({ params: { id: preset.id } })).rejects.toMatchObject({
      status: 404,
    })
  })
})
