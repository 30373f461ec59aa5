import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { tester } from '../../test/assignments.ts'
import { rounds } from '../../test/laws/rounds.ts'
import { insertWorkspace } from '../access/insertWorkspace.ts'
import { createPerson, ensureKey, ensureTag } from '../changes/draft.ts'
import { type Act, perform } from '../changes/perform.ts'
import { undoChange } from '../changes/undo/undoChange.ts'
import type { ImportOptions } from './contract.ts'
import type { Table } from './file/table.ts'
import { tryAct } from './importAct.ts'
import { readingOf } from './reading.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const HEADERS = ['email', 'first_name', 'last_name', 'employee id', 'Skill', 'First aider']
type Cells = readonly [string, string, string, string, string, string]
type Person = { email: string; first: string; last: string; id: string; active: boolean; tags: string[] }

const email = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map(name => `${name}@example.com`)
const aRow: fc.Arbitrary<Cells> = fc.tuple(
  fc.oneof({ weight: 8, arbitrary: email }, fc.constantFrom('', 'not an address')),
  fc.constantFrom('Ann', 'Ann', 'Bea', ''),
  fc.constantFrom('Lee', 'Lee', 'Moe', ''),
  fc.constantFrom('', '1', '2', '3', '4', '5'),
  fc.constantFrom('', ' ', 'A', 'B', 'A;B', 'b; C', ';'),
  fc.constantFrom('', 'yes', 'Ja', 'no', 'maybe'),
)
const somePeople = fc.uniqueArray(
  fc.record({
    email,
    id: fc.constantFrom('', '1', '2', '3', '4'),
    active: fc.constantFrom(true, true, true, false),
    tags: fc.subarray(['Skill: A', 'Skill: B', 'Skill: C', 'First aider: Yes', 'Team: X']),
  }),
  { selector: person => person.email, maxLength: 6 },
)
const meaning = {
  blank: fc.constantFrom('leave', 'clear'),
  values: fc.constantFrom('replace', 'add'),
} as const
const aSay = fc.record({
  mode: fc.constantFrom('createAndUpdate', 'createAndUpdate', 'create', 'update'),
  match: fc.constantFrom('email', 'externalId'),
  fullList: fc.boolean(),
  skill: fc.record({ ...meaning, separator: fc.constantFrom(null, ';' as const) }),
  aider: fc.record({ ...meaning, yesNo: fc.boolean() }),
})
type Say = typeof aSay extends fc.Arbitrary<infer Value> ? Value : never

/** What the rows mean, written down once more as plainly as can be: people before, people after, rows refused. */
function model(before: readonly Person[], rows: readonly Cells[], say: Say) {
  const people = sorted(before)
  const refused = new Set<number>()
  const takes: { at: number; person: Person | undefined; email: string; cells: Cells }[] = []
  const named = new Set<Person>()
  let leftOut = 0
  const emails = new Set<string>()
  const ids = new Set<string>()
  for (const [at, cells] of rows.entries()) {
    const [address, first, last, id, , aider] = cells
    for (const person of people)
      if (person.email === address || (id !== '' && person.id === id)) named.add(person)
    const byId = people.find(person => id !== '' && person.id === id)
    const own = say.match === 'externalId' && byId && address === '' ? byId.email : address
    if (say.match === 'externalId') {
      if (id === '' || ids.has(id)) {
        refused.add(at)
        continue
      }
      ids.add(id)
    }
    if (!own.includes('@') || emails.has(own)) {
      refused.add(at)
      continue
    }
    emails.add(own)
    const byEmail = people.find(person => person.email === own)
    const person = say.match === 'email' ? byEmail : (byId ?? (byEmail?.id === '' ? byEmail : undefined))
    if ((say.mode === 'create' && person) || (say.mode === 'update' && !person)) {
      leftOut++
      continue
    }
    let isGood = person !== undefined || (first !== '' && last !== '')
    if (say.match === 'email' && id !== '') {
      if (ids.has(id) || (byId && byId !== person)) isGood = false
      else ids.add(id)
    }
    if (say.aider.yesNo && aider === 'maybe') isGood = false
    if (isGood) takes.push({ at, person, email: own, cells })
    else refused.add(at)
  }
  for (let again = true; again; ) {
    again = false
    for (const take of takes) {
      if (refused.has(take.at)) continue
      const holder = people.find(person => person.email === take.email)
      const moves = takes.some(
        each => each.person === holder && each.email !== take.email && !refused.has(each.at),
      )
      if (holder && holder !== take.person && !moves) {
        refused.add(take.at)
        again = true
      }
    }
  }
  const missing = say.fullList ? people.filter(person => !named.has(person)) : []
  for (const { at, person, email: own, cells } of takes) {
    if (refused.has(at)) continue
    const [, first, last, id, skill, aider] = cells
    const one = person ?? { email: own, first, last, id, active: true, tags: [] }
    if (!person) people.push(one)
    one.email = own
    one.first = first || one.first
    one.last = last || one.last
    one.id = id || one.id
    tell(one, 'Skill', say.skill.separator ? skill.split(';') : [skill], say.skill)
    if (!say.aider.yesNo) tell(one, 'First aider', [aider], say.aider)
    else if (aider === 'no') tell(one, 'First aider', [''], { ...say.aider, blank: 'clear' })
    else tell(one, 'First aider', [aider && 'Yes'], say.aider)
  }
  for (const person of missing) person.active = false
  return { people: sorted(people), refused: [...refused].sort((a, b) => a - b), leftOut }
}

function tell(person: Person, key: string, cell: string[], say: { blank: string; values: string }): void {
  const values = cell.map(value => value.trim()).filter(value => value !== '')
  if (values.length === 0 ? say.blank === 'clear' : say.values === 'replace')
    person.tags = person.tags.filter(tag => !tag.startsWith(`${key}: `.toLowerCase()))
  for (const value of values) {
    const tag = `${key}: ${value}`.toLowerCase()
    if (!person.tags.includes(tag)) person.tags.push(tag)
  }
}

/** In an order of their own, tags as they are compared. */
const sorted = (people: readonly Person[]) =>
  people
    .map(person => ({ ...person, tags: person.tags.map(tag => tag.toLowerCase()).sort() }))
    .sort((a, b) => a.email.localeCompare(b.email))

function options({ mode, match, fullList, skill, aider }: Say): ImportOptions {
  return {
    mode,
    match,
    fullList,
    columns: [
      { header: 'Skill', role: 'tag', ...skill },
      { header: 'First aider', role: 'tag', ...aider },
    ],
  }
}

function tableOf(cells: readonly Cells[]): Table {
  const rows = cells.map((own, row) => ({ row, cells: [...own] }))
  const info = {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    sheet: null,
    sheets: [],
    headers: HEADERS,
    headerRow: 1,
  }
  return {
    info: { ...info, certainty: 'certain', readings: [] } as Table['info'],
    notes: [],
    rowCount: rows.length,
    rows: () => rows,
    at: place => rows[place] as (typeof rows)[number],
  }
}

it('an import does what its rows mean, whatever is said of them; twice is once; undone, all is as before', async () => {
  const { db, engine } = app.context
  const { id: ownerId } = await db.read.selectFrom('account').select('id').executeTakeFirstOrThrow()
  let made = 0
  await fc.assert(
    fc.asyncProperty(somePeople, fc.array(aRow, { maxLength: 7 }), aSay, async (people, rows, say) => {
      const workspaceId = await db.transaction(({ sql }) =>
        insertWorkspace(db.dialect, sql, { name: `Law ${made++}`, ownerId, now: new Date(0) }),
      )
      const does = async <Result>(act: Act<Result>) =>
        await perform(
          engine,
          { workspaceId, actor: tester(workspaceId), act: 'imports.commit', now: made, unheld: true },
          act,
        )
      const ids = new Set<string>()
      const start = people.map(({ id, ...person }): Person => {
        const own = id === '' || ids.has(id) ? '' : id
        ids.add(own)
        return { ...person, first: 'Old', last: 'Name', id: own }
      })
      start.push({
        email: 'z@example.com',
        first: 'Old',
        last: 'Name',
        id: '',
        active: true,
        tags: ['Skill: B'],
      })
      await does(async ({ draft }) => {
        for (const { email, first, last, id, active, tags } of start) {
          const person = createPerson(draft, {
            email,
            firstName: first,
            lastName: last,
            externalId: id || null,
            tags: tags
              .map(tag => tag.split(': '))
              .map(([key = '', value = '']) => ensureTag(draft, ensureKey(draft, key), value))
              .sort((a, b) => a - b),
          })
          if (!active) draft.people.set(person.id, { before: null, after: { ...person, status: 'inactive' } })
        }
        return { summary: 'Start', result: null }
      })
      const { reading, problems } = readingOf(HEADERS, options(say))
      expect(problems).toEqual([])
      const file = tryAct({ fileName: 'law.csv', table: tableOf(rows), reading })
      const expected = model(start, rows, say)

      const done = await does(file)
      expect([...new Set(done.result.map(problem => problem.row))]).toEqual(expected.refused)
      expect(done.plan.people.refused).toBe(expected.refused.length)
      expect(done.plan.people.leftOut ?? 0).toBe(expected.leftOut)
      expect(await peopleOf(workspaceId)).toEqual(expected.people)

      // By e-mail, an external id that somebody gives up is free from the next import on: then the rows say more.
      const next = model(expected.people, rows, say)
      if (say.match === 'externalId' || expected.refused.length === 0)
        expect(next.people).toEqual(expected.people)
      const again = await does(file)
      expect(await peopleOf(workspaceId)).toEqual(next.people)

      if (done.changeId === null || done.changeId < 2) return
      if (again.changeId !== null && again.changeId > done.changeId)
        await does(undoChange(again.changeId, {}))
      await does(undoChange(done.changeId, {}))
      expect(await peopleOf(workspaceId)).toEqual(sorted(start))
      await does(file)
      expect(await peopleOf(workspaceId)).toEqual(expected.people)
    }),
    { ...(db.dialect === 'sqlite' ? rounds(150, 5_000) : rounds(15, 300)) },
  )
})

async function peopleOf(workspaceId: number): Promise<Person[]> {
  const { read } = app.context.db
  const tags = await read
    .selectFrom('tag')
    .innerJoin('tag_key', join =>
      join.onRef('tag_key.workspace_id', '=', 'tag.workspace_id').onRef('tag_key.id', '=', 'tag.key_id'),
    )
    .select(['tag.id', 'tag_key.name', 'tag.value'])
    .where('tag.workspace_id', '=', workspaceId)
    .execute()
  const names = new Map(tags.map(tag => [tag.id, `${tag.name}: ${tag.value}`]))
  const rows = await read
    .selectFrom('person')
    .select(['email', 'first_name', 'last_name', 'external_id', 'status', 'tags'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '!=', 'removed')
    .execute()
  return sorted(
    rows.map(row => ({
      email: row.email,
      first: row.first_name,
      last: row.last_name,
      id: row.external_id ?? '',
      active: row.status === 'active',
      tags: (JSON.parse(row.tags) as number[]).map(id => names.get(id) ?? '?'),
    })),
  )
}
