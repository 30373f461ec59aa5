import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCsv } from '../../samples/makePeople.ts'
import { type Ended, endOf, run, type Served, serve, start } from '../../test/cli.ts'
import { type Client, createClient } from '../../test/client.ts'
import { buildProgram } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'muster-cli-'))
const data = join(folder, 'data')
const place = { MUSTER_DATA: data }
const file = (name: string) => join(folder, name)
let served: Served
let remote: Record<string, string>
/** What the server itself says, to hold the commands against. */
let api: Client

beforeAll(async () => {
  served = await serve(data)
  const { code, out, err } = await run(['key', 'create', '--role', 'admin', '--name', 'tests'], place)
  expect({ code, err }).toMatchObject({ code: 0 })
  remote = { MUSTER_URL: served.url, MUSTER_KEY: out.trim() }
  api = createClient(served.url, out.trim())
}, 120_000)

afterAll(async () => {
  await served?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const muster = (...parameters: string[]) => run(parameters, remote)
const json = async (...parameters: string[]) => JSON.parse((await muster(...parameters, '--json')).out)
const found = async (q: string) => (await api.people.list({ q })).total

// One after the other: each goes on from what the one before left.
describe('the command line beside a running server', { timeout: 120_000 }, () => {
  test('plans an import without writing anything', async () => {
    writeFileSync(file('people.csv'), [...sampleCsv(600)].join(''))
    const { code, out } = await muster('import', file('people.csv'), '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('people.csv: 600 rows, CSV in utf-8, parted by commas')
    expect(out).toContain('600 new')
    expect(out).toContain('nothing was changed')
    expect(await api.people.list({})).toMatchObject({ total: 0 })
    expect(await api.changes.list({})).toMatchObject({ total: 0 })
  })

  test('imports, while keys are made in the same database', async () => {
    const keys = ['one', 'two'].map(name => run(['key', 'create', '--role', 'viewer', '--name', name], place))
    const [imported, ...made] = await Promise.all([muster('import', file('people.csv'), '--yes'), ...keys])
    expect(imported).toMatchObject({ code: 0, err: '' })
    expect(imported?.out).toContain('Imported: change 1.')
    for (const { code, out } of made) {
      expect(code).toBe(0)
      expect(await createClient(served.url, out.trim()).people.list({})).toMatchObject({ total: 600 })
    }
  })

  test('says what a file means by flags, a file of options and a preset, and names what is wrong', async () => {
    const head = 'email,first_name,last_name,employee id,Skill'
    writeFileSync(file('skills.csv'), `${head}\nnew@example.org,New,Person,77,A;B\n`)
    const columns = [{ header: 'Skill', role: 'tag', separator: ';' }]
    writeFileSync(file('options.json'), JSON.stringify({ columns }))
    const flags = ['--options', file('options.json'), '--match', 'external-id', '--mode', 'create-only']
    const planned = await json('import', file('skills.csv'), ...flags, '--dry-run')
    expect(planned.options).toMatchObject({ match: 'externalId', mode: 'create', columns })
    expect(planned.plan.tags.created.map((tag: { value: string }) => tag.value)).toEqual(['A', 'B'])
    await api.importPresets.create({ body: { name: 'Skills', importId: planned.id } })
    const tried = async (...more: string[]) => await json('import', file('skills.csv'), ...more, '--dry-run')
    expect(await tried()).toMatchObject({ preset: { name: 'Skills' } })
    expect(await tried('--no-preset')).toMatchObject({ preset: null, options: { preset: null } })
    expect(await tried('--preset', 'skills', '--mode', 'update-only')).toMatchObject({
      preset: { name: 'Skills' },
      options: { mode: 'update' },
      plan: { people: { created: 0, leftOut: 1 } },
    })
    const whole = await muster('import', file('skills.csv'), '--no-preset', '--full-list', '--dry-run')
    expect(whole.out).toContain('600 deactivated')
    expect(whole.out).toContain('The brake would hold it')
    expect(await muster('import', file('skills.csv'), '--preset', 'Nope')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There are “Skills”.'),
    })
    expect(await muster('import', file('skills.csv'), '--mode', 'both')).toMatchObject({
      code: 2,
      err: expect.stringContaining('create-and-update, create-only, update-only'),
    })
  })

  test('joins spellings, keeps them apart, or joins all that look alike', async () => {
    writeFileSync(
      file('spelt.csv'),
      'email,first_name,last_name,Departments\nx@example.org,X,Y,Saels\nz@example.org,Z,Y,Saless\n',
    )
    const tried = async (...more: string[]) =>
      (await json('import', file('spelt.csv'), ...more, '--dry-run')).plan.tags
    const spelt = await tried('--join', 'Departments = Department', '--join', 'Department: Saels = Sales')
    expect(spelt).toMatchObject({
      keysCreated: [],
      created: [{ value: 'Saless' }],
      lookAlikes: [{ value: 'Saless' }],
    })
    const apart = await tried('--join', 'Departments = Department', '--keep-apart', 'Department: Saless')
    expect(apart.spellings).toMatchObject([{ means: 'Department' }, { value: 'Saless', unlike: 'Sales' }])
    expect(await tried('--join-all')).toMatchObject({ keysCreated: [], created: [], lookAlikes: [] })
    const { out } = await muster('import', file('spelt.csv'), '--join-all', '--dry-run')
    expect(out).toContain('The key “Departments” is read as “Department”')
    expect(out).toContain('Department: “Saels” is read as “Sales”')
    expect(await muster('import', file('spelt.csv'), '--join', 'Sales')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"KEY: SPELLING = VALUE"'),
    })
  })

  test('lists everything page by page, as one JSON document and as a table', async () => {
    const all = await json('people', '--all')
    expect(all).toMatchObject({ total: 600, nextCursor: null })
    expect(new Set(all.items.map((person: { email: string }) => person.email)).size).toBe(600)
    const table = await muster('people', '--limit', '3')
    expect(table.out.trim().split('\n')).toHaveLength(6)
    expect(table.out).toContain('3 of 600 people; --all shows every one.')
    const dallas = await json('people', '--where', 'Department is Sales and Location is Dallas')
    expect(dallas.total).toBeGreaterThan(5)
    expect(dallas.total).toBeLessThan(100)
  })

  test('creates a segment and lists it, its members and the tags', async () => {
    const rule = 'Department is Sales and Location is Dallas'
    const preview = await muster('segment', 'preview', rule)
    expect(preview.out).toMatch(/It reaches \d+ people, such as:/)
    expect(await muster('segment', 'create', 'Dallas Sales', rule, '--yes')).toMatchObject({ code: 0 })
    expect((await muster('segments')).out).toContain('Dallas Sales')
    expect((await json('people', '--segment', 'dallas  sales')).total).toBeGreaterThan(5)
    expect((await json('tags', '--key', 'Region')).items).toHaveLength(4)
    expect((await muster('assignments')).out).toBe('No assignments.\n')
  })

  test('exempts a person, gives another longer, and lists both', async () => {
    const { items } = await api.segments.list({ q: 'Dallas Sales' })
    const audience = { include: [items[0]?.id ?? 0], exclude: [] }
    const made = await api.assignments.create({ body: { title: 'X', audience, due: { afterDays: 7 } } })
    const id = String('id' in made ? made.id : 0)
    await api.assignments.publish({ params: { id: Number(id) } })
    const recipients = await json('assignments', id)
    const [one, other] = recipients.items.map((each: { person: { email: string } }) => each.person.email)
    const until = ['--until', '2031-12-31', '--reason', 'Parental leave']
    const planned = await muster('exempt', id, one, ...until, '--dry-run')
    expect(planned.out).toMatch(/^Exempt .* until Wednesday 31 December 2031/)
    expect(await muster('exempt', id, one, ...until, '--yes')).toMatchObject({ code: 0 })
    expect(await muster('extend', id, other.toUpperCase(), ...until, '--yes')).toMatchObject({ code: 0 })
    expect((await muster('extend', id, 'nobody@example.org', ...until)).err).toContain('There is nobody with')
    expect((await json('exceptions', id)).items).toMatchObject([{ kind: 'extended' }, { kind: 'exempt' }])
    expect((await json('assignments', id, '--status', 'withdrawn')).total).toBe(1)
    await api.assignments.close({ params: { id: Number(id) } })
  })

  test('says what is wrong with a rule, and where', async () => {
    const { code, err } = await muster('segment', 'preview', 'Departmnt is Sales')
    expect(code).toBe(1)
    expect(err).toContain('Department')
    const refused = await muster('people', '--where', 'Department is is')
    expect(refused.code).toBe(1)
    expect(refused.err).not.toMatch(/^\s+at /m)
  })

  test('is held by the brake until exactly its numbers are confirmed', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `new${n}@example.org,New,${n},Sales,Dallas`)
    writeFileSync(file('many.csv'), ['email,first_name,last_name,Department,Location', ...rows].join('\n'))
    const held = await muster('import', file('many.csv'))
    expect(held.code).toBe(1)
    expect(held.err).toContain('“Dallas Sales”')
    const confirm = /--confirm (\S+)/.exec(held.err)?.[1] ?? ''
    expect(await found('new1@example.org')).toBe(0)
    expect(await muster('import', file('many.csv'), '--confirm', confirm)).toMatchObject({ code: 0 })
    expect(await found('new1@example.org')).toBe(1)
  })

  test('names refused rows, keeps them in a file, and imports the others', async () => {
    const rows = ['email;first_name;last_name;Team', 'ok@example.org;Ok;One;A', 'not an address;Bad;Two;A']
    writeFileSync(file('mixed.csv'), rows.join('\n'))
    const rejected = file('rejected.csv')
    const { code, out } = await muster(
      'import',
      file('mixed.csv'),
      '--delimiter',
      'semicolon',
      '--rejected',
      rejected,
    )
    expect(code).toBe(0)
    expect(out).toContain('1 new, 1 refused')
    expect(out).toMatch(/Rows\s+3, email “not an address”/)
    expect(readFileSync(rejected, 'utf8')).toContain('not an address')
  })

  test('lists imports, shows one, and fetches its file as it came', async () => {
    const list = await muster('imports')
    expect(list.out).toMatch(/mixed\.csv +2 +done/)
    const { items } = await json('imports', '--limit', '1')
    const number = String(items[0].id)
    const one = await muster('imports', number, '--file', file('again.csv'))
    expect(one.out).toMatch(/History +uploaded .* by tests/)
    expect(one.out).toMatch(/imported .* by tests/)
    expect(readFileSync(file('again.csv'))).toEqual(readFileSync(file('mixed.csv')))
    expect(await muster('imports', number, '--file', file('again.csv'))).toMatchObject({ code: 2 })
    expect(await muster('imports', number, '--cancel')).toMatchObject({
      code: 1,
      err: expect.stringContaining('It is too late to cancel'),
    })
    expect((await muster('imports', number, '--rejected', file('again.xlsx'))).code).toBe(0)
    expect(readFileSync(file('again.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })

  test('an interrupted import is cancelled: nothing of it happens, and the server knows', async () => {
    writeFileSync(file('long.csv'), [...sampleCsv(120_000)].join(''))
    const child = start(['import', file('long.csv'), '--yes'], remote)
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', text => {
      said += text
    })
    const last = async () => (await api.imports.list({ limit: 1 })).items[0]
    await expect
      .poll(async () => (await last())?.fileName, { timeout: 60_000, interval: 20 })
      .toBe('long.csv')
    child.kill('SIGINT')
    const code = await endOf(child)
    // Even the commit may be done by then; but what is said is what is so.
    await expect.poll(async () => (await last())?.status, { timeout: 60_000 }).toMatch(/^(cancelled|done)$/)
    const { status } = (await last()) ?? {}
    expect([code, said.trim().split('\n').at(-1)]).toEqual(
      status === 'done' ? [1, expect.stringContaining('too late')] : [130, 'Cancelled. Nothing was changed.'],
    )
  })

  test('refuses a file without the needed columns', async () => {
    writeFileSync(file('wrong.csv'), 'a,b\n1,2\n')
    const { code, err } = await muster('import', file('wrong.csv'))
    expect(code).toBe(1)
    expect(err).toContain('email')
    expect(await muster('import', file('none.csv'))).toMatchObject({ code: 1 })
  })

  test('undoes a change after showing what that does', async () => {
    const { items } = await api.changes.list({ limit: 1 })
    const number = String(items[0]?.id)
    const dry = await muster('undo', number, '--dry-run')
    expect(dry.out).toContain('This was a dry run')
    expect(await found('ok@example.org')).toBe(1)
    expect((await muster('undo', number)).out).toContain('Done: change')
    expect(await found('ok@example.org')).toBe(0)
    expect((await muster('changes', number)).out).toContain('It was undone by change')
    expect(await muster('undo', number)).toMatchObject({ code: 1 })
    expect(await muster('undo', '999')).toMatchObject({ code: 1 })
  })

  test('shows a change with the rule it wrote', async () => {
    const text = 'Department exists'
    const made = await api.segments.create({ body: { name: 'With a department', text } })
    const { out } = await muster('changes', String('changeId' in made && made.changeId))
    expect(out).toMatch(/Rule +With a department: Department exists/)
  })

  test('checks the data', async () => {
    const { code, out } = await run(['check'], place)
    expect(out).toContain('all is well')
    expect(code).toBe(0)
  })

  test('backs up, overwrites nothing, and restores elsewhere', async () => {
    const backup = file('backup.db')
    expect(await run(['backup', backup], place)).toMatchObject({ code: 0, err: '' })
    expect(statSync(backup).mode & 0o077).toBe(0)
    expect(existsSync(`${backup}-wal`)).toBe(false)
    const again = await run(['backup', backup], place)
    expect(again.code).toBe(1)
    expect(again.err).toContain('overwrites nothing')

    const elsewhere = { MUSTER_DATA: file('elsewhere') }
    expect(await run(['restore', backup], elsewhere)).toMatchObject({ code: 0, err: '' })
    expect(await run(['check'], elsewhere)).toMatchObject({ code: 0 })
    const database = new DatabaseSync(join(elsewhere.MUSTER_DATA, 'muster.db'))
    expect(database.prepare("select count(*) as people from person where status = 'active'").get()).toEqual({
      people: 660,
    })
    database.exec("update person set tags = '[]' where id = 7")
    database.close()
    const damaged = await run(['check'], elsewhere)
    expect(damaged.code).toBe(1)
    expect(damaged.out).toContain('Workspace 1')

    expect(await run(['restore', backup], elsewhere)).toMatchObject({ code: 1 })
    const forced = await run(['restore', backup, '--force'], elsewhere)
    expect(forced.out).toMatch(/The database that was there is now .*before-restore/)
    expect(await run(['check'], elsewhere)).toMatchObject({ code: 0 })
  })

  test('restores neither under a running server nor what is no database of Muster', async () => {
    const { code, err } = await run(['restore', file('backup.db'), '--force'], place)
    expect(code).toBe(1)
    expect(err).toContain('in use by a running server')
    expect((await api.people.list({})).total).toBe(660)
    const empty = { MUSTER_DATA: file('empty') }
    expect((await run(['restore', file('people.csv')], empty)).err).toContain('It is not a SQLite database.')
    const other = new DatabaseSync(file('other.db'))
    other.exec('create table cake (id integer)')
    other.close()
    expect((await run(['restore', file('other.db')], empty)).err).toContain('not one of Muster')
  })

  test('says in a sentence what settings and addresses do not fit', async () => {
    const { port } = new URL(served.url)
    const taken = { MUSTER_DATA: file('second'), MUSTER_PORT: port }
    const cases: [Promise<Ended>, number, string][] = [
      [run(['serve'], { MUSTER_PROT: '1' }), 2, 'MUSTER_PROT'],
      [run(['people']), 2, 'muster key create'],
      [run(['people'], { ...remote, MUSTER_KEY: 'mst_wrong' }), 1, 'does not know this API key'],
      [run(['people'], { ...remote, MUSTER_URL: 'http://127.0.0.1:9' }), 1, 'Nothing answers'],
      [run(['serve', '--no-build'], taken), 1, 'is taken'],
      [run(['check'], { MUSTER_DATA: file('nowhere') }), 1, 'no database'],
    ]
    for (const [ended, code, sentence] of cases) {
      const { err, ...rest } = await ended
      expect(rest.code).toBe(code)
      expect(err).toContain(sentence)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
    expect(existsSync(file('nowhere'))).toBe(false)
  })

  test('gives whoever forgot theirs a new password', async () => {
    const { code, out, err } = await run(['password', 'olivia@example.com'], place)
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('by a channel you trust') })
    const response = await fetch(`${served.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'olivia@example.com', password: out.trim() }),
    })
    expect(response.status).toBe(200)
  })

  test('names the PostgreSQL tool that backs up there, without the password', async () => {
    const postgres = { MUSTER_DATABASE_URL: 'postgres://muster:secret@db/muster' }
    const { code, err } = await run(['backup', 'x.dump'], postgres)
    expect(code).toBe(1)
    expect(err).toContain('pg_dump --format=custom --file=x.dump "$MUSTER_DATABASE_URL"')
    expect(err).not.toContain('secret')
  })

  test('ends with 2 on wrong use, and names the command that was meant', async () => {
    const misspelt = await run(['poeple'])
    expect(misspelt.code).toBe(2)
    expect(misspelt.err).toContain('Did you mean people?')
    expect(await run(['key', 'create', '--role', 'king', '--name', 'x'], place)).toMatchObject({ code: 2 })
    expect(await run(['undo', 'x'], remote)).toMatchObject({ code: 2, out: '' })
  })

  test('has help for every command, down to each argument and option', () => {
    const program = buildProgram({})
    expect(program.commands.map(command => command.name()).join(' ')).toBe(
      'serve demo key password backup restore check migrate import imports people tags segments segment assignments progress overdue exceptions exempt extend completions evidence changes undo',
    )
    const every = program.commands.flatMap(command => [command, ...command.commands])
    for (const command of every) {
      expect(command.description()).toMatch(/^[A-Z].*\.$/)
      for (const { description } of [...command.options, ...command.registeredArguments])
        expect(description).not.toBe('')
    }
    expect(program.helpInformation()).toContain('import people from a CSV or Excel file')
  })

  test('stops when told to', async () => {
    expect(await served.stop()).toBe(0)
  })
})
