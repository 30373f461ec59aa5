import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { importFile } from '../../test/upload.ts'
import { aWorkbook, sheet, text } from '../imports/file/aWorkbook.ts'
import { xlsxBytes } from '../imports/file/writeXlsx.ts'

let clock: number
let app: TestApp
let client: Client

beforeEach(async () => {
  clock = Date.parse('2026-03-03T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(() => app.close())

const DAY = 86_400_000
const HEADERS = ['email', 'first_name', 'last_name', 'Region']
const ROWS = [
  ['ann@example.com', 'Ann', 'Ash', 'North East'],
  ['not an address', 'Bo', 'Bay', 'West'],
  ['cem@example.com', 'Cem', 'Can', 'West'],
]
const csv = (...rows: string[][]) => [HEADERS, ...rows].map(row => row.join(',')).join('\r\n')

const personOf = async (email: string) => {
  const { items } = await client.people.list({ q: email, status: 'any' })
  return items[0]?.id ?? 0
}
/** The sentence about each tag of a person, by `Key: Value`. */
const said = async (email: string, asOf?: string) => {
  const { tags } = await client.people.origins({ id: await personOf(email), asOf })
  return Object.fromEntries(tags.map(tag => [`${tag.key}: ${tag.value}`, tag.origin?.sentence]))
}
const tagId = async (name: string) => (await client.tags.list({ q: name })).items[0]?.id ?? 0
const newest = async () => (await client.changes.list({ limit: 1 })).items[0]?.id ?? 0

describe('by an import', () => {
  test('a CSV file: its name and the row, refused rows counted', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    expect(await said('ann@example.com')).toEqual({
      'Region: North East': 'From people.csv, row 2, imported on 3 March 2026 through the API key “editor”',
    })
    expect(await said('cem@example.com')).toEqual({
      'Region: West': 'From people.csv, row 4, imported on 3 March 2026 through the API key “editor”',
    })
  })

  test('a workbook of one sheet, and of several with the sheet named', async () => {
    await importFile(app, 'one.xlsx', await xlsxBytes(HEADERS, ROWS))
    expect((await said('cem@example.com'))['Region: West']).toMatch(/^From one\.xlsx, row 4, imported on /)
    const row = (number: number, cells: string[]) =>
      `<row r="${number}">${cells.map((cell, at) => text(`${'ABCD'[at]}${number}`, cell)).join('')}</row>`
    const staff = sheet(row(1, HEADERS) + row(7, ['dee@example.com', 'Dee', 'Dow', 'South']))
    const book = await aWorkbook({ Notes: sheet(row(1, ['Nothing here'])), Staff: staff })
    await importFile(app, 'book.xlsx', book, { sheet: 'Staff' })
    expect((await said('dee@example.com'))['Region: South']).toMatch(
      /^From book\.xlsx, sheet “Staff”, row 7, /,
    )
  })

  test('each tag keeps the file that gave it, people in any order, and what was not changed is not said again', async () => {
    await importFile(app, 'first.csv', csv(...ROWS))
    clock += DAY
    const again = csv(
      ['cem@example.com', '', '', 'East'],
      ['new@example.com', 'New', 'Now', 'East'],
      ['ann@example.com', '', '', 'North East'],
    )
    await importFile(app, 'second.csv', again)
    expect((await said('ann@example.com'))['Region: North East']).toMatch(
      /^From first\.csv, row 2, imported on 3 March/,
    )
    expect((await said('cem@example.com'))['Region: East']).toMatch(
      /^From second\.csv, row 2, imported on 4 March/,
    )
    expect((await said('new@example.com'))['Region: East']).toMatch(
      /^From second\.csv, row 3, imported on 4 March/,
    )
  })
})

describe('by hand', () => {
  test('who and when; taken away and given again, the last time counts', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    const id = await personOf('ann@example.com')
    clock += DAY
    const change = (values: string[]) =>
      client.people.update({ params: { id }, body: { tags: { Region: values } } })
    await change([])
    clock += DAY
    await change(['North East', 'West'])
    clock += DAY
    await client.people.update({ params: { id }, body: { lastName: 'Oak' } })
    const sentence = 'Added by hand on 5 March 2026 through the API key “editor”'
    expect(await said('ann@example.com')).toEqual({
      'Region: North East': sentence,
      'Region: West': sentence,
    })
  })

  test('for many at once, and after a rename of tag and key', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    const ids = [await personOf('ann@example.com'), await personOf('cem@example.com')]
    clock += DAY
    await client.people.setTags({ body: { ids, add: { Skill: ['Forklift'] } } })
    await client.tags.rename({ params: { id: await tagId('Forklift') }, body: { value: 'Fork lift' } })
    await client.tags.updateKey({ params: { id: 2 }, body: { name: 'Skills' } })
    expect(await said('cem@example.com')).toMatchObject({
      'Region: West': expect.stringMatching(/^From people\.csv, row 4/),
      'Skills: Fork lift': 'Added by hand on 4 March 2026 through the API key “editor”',
    })
  })
})

describe('by a merge', () => {
  test('from which tag, by whom, and where that came from', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    clock += DAY
    const north = await tagId('North East')
    await client.tags.merge({ params: { id: north }, body: { into: await tagId('West') } })
    const { tags } = await client.people.origins({ id: await personOf('ann@example.com') })
    expect(tags).toMatchObject([
      {
        key: 'Region',
        value: 'West',
        origin: {
          kind: 'merge',
          mergedFrom: { key: 'Region', value: 'North East' },
          sentence:
            'Merged from Region: North East on 4 March 2026 through the API key “editor”; before that, from people.csv, row 2, imported on 3 March 2026 through the API key “editor”',
          earlier: [{ kind: 'import', import: { fileName: 'people.csv', row: 2 } }],
        },
      },
    ])
    // Who had it before the merge has it from where they had it.
    expect((await said('cem@example.com'))['Region: West']).toMatch(/^From people\.csv, row 4/)
  })
})

test('a tag that another stood in for when it was deleted is said like a merge', async () => {
  await importFile(app, 'people.csv', csv(...ROWS))
  clock += DAY
  const id = await tagId('North East')
  await client.tags.remove({ params: { id }, query: {}, body: { replaceWith: await tagId('West') } })
  expect((await said('ann@example.com'))['Region: West']).toMatch(
    /^Merged from Region: North East on 4 March 2026 .*; before that, from people\.csv, row 2, /,
  )
})

describe('by an undo', () => {
  test('is said plainly, with the change undone and what had given it before', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    clock += DAY
    const { changeId } = asDone(
      await client.people.update({
        params: { id: await personOf('ann@example.com') },
        body: { tags: { Region: [] } },
      }),
    )
    clock += DAY
    await client.changes.undo({ params: { id: changeId } })
    expect((await said('ann@example.com'))['Region: North East']).toBe(
      `Put back on 5 March 2026 through the API key “editor”, undoing change ${changeId}; before that, from people.csv, row 2, imported on 3 March 2026 through the API key “editor”`,
    )
  })

  test('an import undone and put back again leads to its row', async () => {
    await importFile(app, 'people.csv', csv(...ROWS))
    await client.changes.undo({ params: { id: await newest() } })
    await client.changes.undo({ params: { id: await newest() } })
    const { tags } = await client.people.origins({ id: await personOf('cem@example.com') })
    expect(tags[0]?.origin).toMatchObject({
      kind: 'undo',
      import: null,
      earlier: [{ kind: 'import', import: { row: 4 } }],
    })
  })
})

test('a moment in the past is answered as it was then', async () => {
  await importFile(app, 'people.csv', csv(...ROWS))
  const before = await said('ann@example.com')
  const then = new Date(clock).toISOString()
  clock += DAY
  const id = await personOf('ann@example.com')
  await client.people.update({ params: { id }, body: { tags: { Region: ['South'], Team: ['A'] } } })
  await client.tags.rename({ params: { id: await tagId('West') }, body: { value: 'Far West' } })
  expect(await said('ann@example.com')).not.toEqual(before)
  expect(await said('ann@example.com', then)).toEqual(before)
  expect(await said('cem@example.com', then)).toHaveProperty('Region: West')
})

test('a tag older than fifty later changes is found behind them', async () => {
  await importFile(app, 'people.csv', csv(...ROWS))
  const id = await personOf('ann@example.com')
  for (let at = 0; at < 120; at++)
    await client.people.update({ params: { id }, body: { lastName: `Ash ${at}` } })
  expect((await said('ann@example.com'))['Region: North East']).toMatch(/^From people\.csv, row 2/)
}, 60_000)
