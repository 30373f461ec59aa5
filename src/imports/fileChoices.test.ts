import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { upload } from '../../test/upload.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function nameOf(email: string) {
  return await app.context.db.read
    .selectFrom('person')
    .select(['first_name', 'last_name'])
    .where('email', '=', email)
    .executeTakeFirst()
}

describe('a column of full names', () => {
  test('is taken apart when asked, and the preview shows how before anything is written', async () => {
    const list = 'email,Name,Team\na@n.com,Jan van der Berg,Sales\nb@n.com,"Doe, Jane",\nc@n.com,Cher,Stage\n'
    const { import: uploaded } = await upload(app, { name: 'names.csv', content: list })
    expect(uploaded).toMatchObject({
      status: 'failed',
      previewNames: [],
      error: expect.stringContaining('If “Name” holds first and last name together, choose Full name for it'),
    })
    const client = await app.client('editor')
    const planned = await client.imports.update({
      params: { id: uploaded.id },
      body: { options: { columns: [{ header: 'Name', role: 'fullName' }] } },
    })
    expect(planned).toMatchObject({
      status: 'ready',
      columns: [
        { header: 'email', role: 'email' },
        { header: 'Name', role: 'fullName', key: null },
        { header: 'Team', role: 'tag', key: 'Team' },
      ],
      preview: [
        ['a@n.com', 'Jan van der Berg', 'Sales'],
        ['b@n.com', 'Doe, Jane', ''],
        ['c@n.com', 'Cher', 'Stage'],
      ],
      previewNames: [
        { firstName: 'Jan', lastName: 'van der Berg' },
        { firstName: 'Jane', lastName: 'Doe' },
        { firstName: '', lastName: 'Cher' },
      ],
      plan: { people: { created: 2, refused: 1 } },
    })
    const { items } = await client.imports.problems({ id: uploaded.id })
    expect(items).toMatchObject([{ row: 4, column: 'Name', message: expect.stringContaining('first name') }])
    const refused = await (await app.fetch(`/api/v1/imports/${uploaded.id}/rejected.csv`)).text()
    expect(refused).toContain('c@n.com,Cher,Stage,Name: The first name is blank.')
    await client.imports.commit({ params: { id: uploaded.id }, query: {}, body: {} })
    expect(await nameOf('a@n.com')).toEqual({ first_name: 'Jan', last_name: 'van der Berg' })
    expect(await nameOf('b@n.com')).toEqual({ first_name: 'Jane', last_name: 'Doe' })
    expect(await nameOf('c@n.com')).toBeUndefined()
  })

  test('stands in for name columns that were recognised, which are left out', async () => {
    const { import: planned } = await upload(app, {
      name: 'both.csv',
      content: 'email,First name,Last name,Display name\nx@n.com,X,Y,Xaver Ypsilon\n',
      options: { columns: [{ header: 'Display name', role: 'fullName' }] },
    })
    expect(planned.columns.map(column => column.role)).toEqual(['email', 'ignore', 'ignore', 'fullName'])
    expect(planned.status).toBe('ready')
  })

  test('beside a chosen first name is refused, with both columns named', async () => {
    const { import: failed } = await upload(app, {
      name: 'twice.csv',
      content: 'email,First name,Name\nx@n.com,X,X Y\n',
      options: {
        columns: [
          { header: 'First name', role: 'firstName' },
          { header: 'Name', role: 'fullName' },
        ],
      },
    })
    expect(failed.error).toContain(
      '“First name” (column B) and “Name” (column C) are both read as first_name.',
    )
  })
})

describe('a column that looks like a secret', () => {
  test('is left out with a note, and the preview does not show it until it is chosen', async () => {
    const { import: read } = await upload(app, {
      name: 'secret.csv',
      content: 'email,first_name,last_name,Password\ns@n.com,S,T,opensesame\nt@n.com,S,T,\n',
    })
    expect(read.columns[3]).toEqual({ header: 'Password', role: 'ignore', key: null })
    expect(read.notes).toEqual(['Column D (“Password”) looks like a secret, so it is left out.'])
    expect(read.preview.map(cells => cells[3])).toEqual(['••••••', ''])
    expect(JSON.stringify(read)).not.toContain('opensesame')
    const client = await app.client('editor')
    const chosen = await client.imports.update({
      params: { id: read.id },
      body: { options: { columns: [{ header: 'Password', role: 'tag' }] } },
    })
    expect('preview' in chosen && chosen.preview[0]?.[3]).toBe('opensesame')
  })
})

describe('the encoding', () => {
  test('is shown with how sure it is and the other readings; another choice is read at once, null recognises anew', async () => {
    const people = 'email,Vorname,Nachname\na@e.com,Jürgen,Größe\nb@e.com,Käthe,Weiß\n'
    const macRoman = Uint8Array.from(
      [...people].map(letter => ({ ü: 0x9f, ö: 0x9a, ß: 0xa7, ä: 0x8a })[letter] ?? letter.charCodeAt(0)),
    )
    const { import: read } = await upload(app, { name: 'mac.csv', content: macRoman })
    expect(read).toMatchObject({ encoding: 'macroman', encodingCertainty: 'likely' })
    expect(read.encodingReadings[0]).toEqual({ encoding: 'macroman', example: 'Jürgen' })
    expect(read.preview[0]).toEqual(['a@e.com', 'Jürgen', 'Größe'])
    const client = await app.client('editor')
    const choose = (encoding: string | null) =>
      client.imports.update({ params: { id: read.id }, body: { options: { encoding } } })
    expect(await choose('windows-1252')).toMatchObject({
      encoding: 'windows-1252',
      encodingCertainty: 'chosen',
      preview: [
        ['a@e.com', 'JŸrgen', 'Gr\u0161§e'],
        ['b@e.com', 'K\u0160the', 'Wei§'],
      ],
      encodingReadings: expect.arrayContaining([{ encoding: 'macroman', example: 'Jürgen' }]),
    })
    expect(await choose(null)).toMatchObject({ encoding: 'macroman', encodingCertainty: 'likely' })
  })
})
