import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { somePeople } from '../../test/somePeople.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const HEADERS = 'email,first_name,last_name,employee id,Department,Skill'
const ANN = 'ann@example.com,Ann,Lee,1,Sales,First aid'
const BEA = 'bea@example.com,Bea,Moe,2,IT,'
const fileOf = (...rows: string[]) => [HEADERS, ...rows].join('\n')

async function planOf(...rows: string[]) {
  const { import: one } = await upload(app, { name: 'again.csv', content: fileOf(...rows) })
  return one
}

test('rows that say what is so already are counted as unchanged, whatever else people have and however it is written', async () => {
  await importFile(app, 'people.csv', fileOf(ANN, BEA))
  const client = await app.client('editor')
  const { items } = await client.people.list({ q: 'ann@' })
  const body = { ids: [items[0]?.id ?? 0], add: { Badge: ['7'] } }
  await client.people.setTags({ query: {}, body })
  const again = await planOf('ANN@example.com , Ann,,, sales,FIRST AID', BEA)
  expect(again.plan?.people).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 })
  const done = await importFile(app, 'again.csv', fileOf(ANN, BEA))
  const { changeId } = done
  expect(await app.context.db.read.selectFrom('change_person').selectAll().execute()).not.toContainEqual(
    expect.objectContaining({ change_id: changeId }),
  )
  expect((await tagsByEmail(app))['ann@example.com']).toEqual([
    'Badge: 7',
    'Department: Sales',
    'Skill: First aid',
  ])
})

test('a row that changes nothing is no excuse for another with its address or external id', async () => {
  await importFile(app, 'people.csv', fileOf(ANN, BEA))
  const again = await planOf(ANN, 'ann@example.com,Anna,Lee,,,', 'cia@example.com,Cia,Poe,2,,', BEA)
  expect(again.plan?.people).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 2 })
  const client = await app.client('editor')
  const { items } = await client.imports.problems({ id: again.id })
  expect(items.map(({ row, message }) => [row, message])).toEqual([
    [
      3,
      'This address is in row 2 already. Only the first row counts; put everything about a person into one row.',
    ],
    [4, 'This external id belongs to another person already.'],
  ])
})

test('in a large workspace the people of a small file are found by address and by external id', async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`Person${n}`, { Team: `T${n % 3}` }]))
  await somePeople(app.context, many)
  await importFile(app, 'people.csv', fileOf(ANN, BEA))
  const again = await planOf(ANN, 'cia@example.com,Cia,Poe,2,,', 'person7@example.com,,,9,IT,')
  expect(again.plan?.people).toMatchObject({ created: 0, updated: 1, unchanged: 1, refused: 1 })
})
