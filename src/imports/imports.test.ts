import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'
import { xlsxBytes } from './file/writeXlsx.ts'

const HEADERS = ['email', 'first_name', 'last_name', 'Job Role', 'Region']
const EXAMPLE = [
  ['user1@example.com', 'Una', 'One', 'Sales', 'Northeast'],
  ['user2@example.com', 'Theo', 'Two', 'Management', 'Northeast'],
]
const csv = (...rows: string[][]) => rows.map(row => row.join(',')).join('\r\n')

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** Each test in a workspace of its own would cost a server; each has an app only where rows must not meet. */
async function withApp(work: (own: TestApp) => Promise<void>) {
  const own = await startApp()
  try {
    await work(own)
  } finally {
    await own.close()
  }
}

describe('the example of the help page', () => {
  const files = {
    csv: async () => csv(HEADERS, ...EXAMPLE),
    xlsx: async () => await xlsxBytes(HEADERS, EXAMPLE),
  }
  for (const [format, content] of Object.entries(files)) {
    test(`as .${format} makes exactly three tags, and exactly the right ones on each person`, () =>
      withApp(async own => {
        const done = await importFile(own, `people.${format}`, await content())
        expect(done).toMatchObject({ status: 'done', format, rows: 2, problems: 0, changeId: 1 })
        expect(await tagsByEmail(own)).toEqual({
          'user1@example.com': ['Job Role: Sales', 'Region: Northeast'],
          'user2@example.com': ['Job Role: Management', 'Region: Northeast'],
        })
        const tags = await own.context.db.read.selectFrom('tag').select('value').orderBy('value').execute()
        expect(tags.map(tag => tag.value)).toEqual(['Management', 'Northeast', 'Sales'])
      }))
  }

  for (const [format, type] of [
    ['csv', 'text/csv'],
    ['xlsx', 'spreadsheetml'],
  ] as const) {
    test(`the ${format} template, downloaded and filled in, is taken as it is`, async () => {
      const response = await app.fetch(`/api/v1/templates/people.${format}`)
      expect(response.headers.get('content-type')).toContain(type)
      expect(response.headers.get('content-disposition')).toContain(`people.${format}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      const untouched = await upload(app, { name: `people.${format}`, content: bytes })
      expect(untouched.status).toBe(422)
      expect(untouched.problem.detail).toMatch(/no rows/)
      if (format === 'csv') {
        const filled = `${new TextDecoder().decode(bytes)}a@example.com,A,B,Sales,North\r\n`
        expect((await upload(app, { name: 'people.csv', content: filled })).import.plan?.people.created).toBe(
          1,
        )
      }
    })
  }
})

describe('the plan', () => {
  test('is shown before anything is written, with refused rows by row, column and reason', () =>
    withApp(async own => {
      const { import: planned } = await upload(own, {
        name: 'staff.csv',
        content: csv(
          HEADERS,
          ['a@example.com', 'Ada', 'A', 'Sales', ''],
          ['not an address', 'B', 'B', '', ''],
          ['A@example.com', 'C', 'C', '', ''],
          ['d@example.com', '', 'D', 'Sales', 'North'],
        ),
      })
      expect(planned).toMatchObject({ status: 'ready', rows: 4, problems: 3, changeId: null })
      expect(planned.plan).toMatchObject({
        version: 0,
        people: { created: 1, updated: 0, refused: 3 },
        tags: { keysCreated: [{ name: 'Job Role' }], created: [{ key: 'Job Role', value: 'Sales' }] },
      })
      expect(await tagsByEmail(own)).toEqual({})
      const client = await own.client('viewer')
      const { items, total } = await client.imports.problems({ id: planned.id })
      expect(total).toBe(3)
      expect(items).toMatchObject([
        { row: 3, column: 'email', value: 'not an address' },
        { row: 4, column: 'email', value: 'A@example.com', message: expect.stringContaining('row 2') },
        { row: 5, column: 'first_name', value: null },
      ])
      const rejected = await (await own.fetch(`/api/v1/imports/${planned.id}/rejected.csv`)).text()
      expect(rejected.split('\r\n')[0]).toBe('email,first_name,last_name,Job Role,Region,Refused because')
      expect(rejected).toContain('d@example.com,,D,Sales,North,first_name: The first name is blank.')
    }))

  test('made at an older version is not committed: the answer is 409 with the plan of today', () =>
    withApp(async own => {
      const first = await upload(own, { name: 'one.csv', content: csv(HEADERS, ...EXAMPLE) })
      const second = await upload(own, {
        name: 'two.csv',
        content: csv(HEADERS, ['user1@example.com', 'Una', 'Uno', '', '']),
      })
      expect(second.import.plan?.people).toMatchObject({ created: 1, updated: 0 })
      const client = await own.client('editor')
      await client.imports.commit({ params: { id: first.import.id }, query: {}, body: {} })
      const refused = await client.imports
        .commit({ params: { id: second.import.id }, query: {}, body: {} })
        .catch(error => error)
      expect(refused).toMatchObject({
        status: 409,
        problem: { plan: { version: 1, people: { created: 0, updated: 1 } } },
      })
      const fresh = await client.imports.get({ id: second.import.id })
      expect(fresh).toMatchObject({
        status: 'ready',
        plan: { version: 1, people: { created: 0, updated: 1 } },
      })
      const done = await client.imports.commit({ params: { id: second.import.id }, query: {}, body: {} })
      expect(done).toMatchObject({ status: 'done', changeId: 2 })
      await expect(
        client.imports.commit({ params: { id: second.import.id }, query: {}, body: {} }),
      ).rejects.toMatchObject({ status: 409 })
    }))
})

describe('what a cell means', () => {
  test('a blank cell leaves the tag, a filled one replaces the tags of its key, others stay', () =>
    withApp(async own => {
      await importFile(
        own,
        'one.csv',
        csv(
          ['email', 'first_name', 'last_name', 'Department', 'Skill'],
          ['a@example.com', 'Ada', 'A', 'Sales', 'Forklift'],
        ),
      )
      const again = await importFile(
        own,
        'two.csv',
        csv(
          ['E-Mail Address', 'First Name', 'SURNAME', 'department', 'Skill'],
          ['A@Example.com ', ' ', 'Arden', ' Marketing ', ''],
        ),
      )
      expect(again.plan?.people).toMatchObject({ created: 0, updated: 1 })
      expect(await tagsByEmail(own)).toEqual({
        'a@example.com': ['Department: Marketing', 'Skill: Forklift'],
      })
      const person = await own.context.db.read
        .selectFrom('person')
        .select(['first_name', 'last_name'])
        .executeTakeFirstOrThrow()
      expect(person).toEqual({ first_name: 'Ada', last_name: 'Arden' })
      const third = await importFile(
        own,
        'two.csv',
        csv(
          ['email', 'first_name', 'last_name', 'DEPARTMENT'],
          ['a@example.com', 'Ada', 'Arden', 'marketing'],
        ),
      )
      expect(third.plan?.people).toMatchObject({ updated: 0, unchanged: 1 })
    }))

  test('columns can be switched off, renamed and given other roles; the plan follows', () =>
    withApp(async own => {
      const { import: failed } = await upload(own, {
        name: 'odd.csv',
        content: csv(
          ['Contact', 'first_name', 'last_name', 'Shoe size', 'Team'],
          ['a@example.com', 'A', 'B', '42', 'Red'],
        ),
      })
      expect(failed.status).toBe('failed')
      expect(failed.error).toMatch(/no column for email/)
      const client = await own.client('editor')
      const columns = [
        { header: 'Contact', role: 'email' as const },
        { header: 'Shoe size', role: 'ignore' as const },
        { header: 'Team', role: 'tag' as const, key: 'Colour' },
      ]
      const ready = await client.imports.update({ params: { id: failed.id }, body: { options: { columns } } })
      expect(ready).toMatchObject({
        status: 'ready',
        error: null,
        plan: { people: { created: 1 }, tags: { created: [{ key: 'Colour', value: 'Red' }] } },
      })
    }))
})

describe('files that cannot be taken', () => {
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['empty.csv', '', /empty/],
    ['header.csv', 'email,first_name,last_name\n', /no rows/],
    ['quote.csv', 'email,first_name,last_name\na@example.com,"A,B\nc@example.com,C,D\n', /line 2/],
    [
      'old.xls',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
      /save it|password/i,
    ],
    ['broken.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), /workbook|damaged|Excel/],
    ['wide.csv', `${Array.from({ length: 2000 }, (_, n) => `c${n}`).join(',')}\n1\n`, /columns/],
  ]
  for (const [name, content, sentence] of cases) {
    test(`${name} is refused in a sentence`, async () => {
      const { status, problem } = await upload(app, { name, content })
      expect(status).toBe(422)
      expect(problem.detail).toMatch(sentence)
    })
  }

  test('two columns for one role are named', async () => {
    const { import: failed } = await upload(app, {
      name: 'two.csv',
      content: csv(['email', 'E-Mail', 'first_name', 'last_name'], ['a@b.co', 'c@d.co', 'A', 'B']),
    })
    expect(failed.status).toBe('failed')
    expect(failed.error).toMatch(/both read as email/)
  })

  test('a file over the limit is refused without being read', async () => {
    const small = await startApp({ config: { maxUploadBytes: 50_000 } })
    const { status, problem } = await upload(small, {
      name: 'big.csv',
      content: `email,first_name,last_name\n${'a@example.com,A,B\n'.repeat(10_000)}`,
    })
    expect(status).toBe(413)
    expect(problem.detail).toMatch(/larger than/)
    await small.close()
  })

  test('formulas and names in every script are text like any other', () =>
    withApp(async own => {
      await importFile(
        own,
        'names.csv',
        csv(
          HEADERS,
          ['a@example.com', '李', '小龍', '=cmd()', '@north'],
          ['b@example.com', 'Ναταλία', 'Ивановна', 'مدير', ''],
        ),
      )
      expect(await tagsByEmail(own)).toEqual({
        'a@example.com': ['Job Role: =cmd()', 'Region: @north'],
        'b@example.com': ['Job Role: مدير'],
      })
    }))
})

test('an import that a stop interrupted after it was confirmed is there whole when the server is back', async () => {
  const own = await startApp()
  const { import: planned } = await upload(own, { name: 'one.csv', content: csv(HEADERS, ...EXAMPLE) })
  const { context, workspaceId } = own
  const actor = { kind: 'system', id: 'test', name: 'Test', role: 'editor', workspaceId } as const
  await context.db.transaction(async tx => {
    await tx.sql
      .updateTable('import')
      .set({ status: 'committing', pending: JSON.stringify({ actor, query: {} }) })
      .execute()
  })
  const { resumeImports } = await import('./resumeImports.ts')
  await resumeImports(context)
  const client = await own.client('viewer')
  await expect
    .poll(async () => (await client.imports.get({ id: planned.id })).status, { timeout: 10_000 })
    .toBe('done')
  expect(Object.keys(await tagsByEmail(own))).toHaveLength(2)
  await own.close()
})

test('a choice that breaks the reading can be taken back: the file’s facts stay, and null recognises anew', () =>
  withApp(async own => {
    const { import: planned } = await upload(own, { name: 'people.csv', content: csv(HEADERS, ...EXAMPLE) })
    const client = await own.client('editor')
    const broken = await client.imports.update({
      params: { id: planned.id },
      body: { options: { delimiter: ';' } },
    })
    expect(broken).toMatchObject({ status: 'failed', plan: null, error: expect.any(String) })
    const mended = await client.imports.update({
      params: { id: planned.id },
      body: { options: { delimiter: null } },
    })
    expect(mended).toMatchObject({ status: 'ready', delimiter: ',', plan: { people: { created: 2 } } })
  }))
