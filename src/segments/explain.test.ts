import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { Refused } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { importFile } from '../../test/upload.ts'
import type { Explanation } from './explainContract.ts'
import { passMidnight } from './midnight.ts'

const HOUR = 3_600_000
let clock: number
let app: TestApp
let client: Client

beforeEach(async () => {
  clock = Date.parse('2026-03-02T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(() => app.close())

const file = [
  'email,first_name,last_name,Team,Hired',
  'ann@example.com,Ann,Lee,A,2026-02-20',
  'bob@example.com,Bob,Lee,B,2026-03-01',
  'cem@example.com,Cem,Lee,C,soon',
].join('\n')
const create = (name: string, text: string) => client.segments.create({ body: { name, text } })
const retag = (id: number, tags: Record<string, string[]>) =>
  client.people.update({ params: { id }, body: { tags } })

/** Acts of every kind that changes what an explanation says, each some hours after the other. */
const acts: (() => Promise<unknown>)[] = [
  () => importFile(app, 'people.csv', file),
  () => create('A', 'Team is A'),
  () => create('Not A', 'not in segment A'),
  () => create('New here', 'Hired within last 10 days and Team exists'),
  () => create('Both', 'in segment "Not A" or in segment "New here"'),
  () => retag(2, { Team: ['A'] }),
  () => client.people.deactivate({ params: { id: 1 } }),
  () => client.tags.rename({ params: { id: 3 }, body: { value: 'Alpha' } }),
  () => create('Texts', 'Team contains alph'),
  () => passMidnight(app.context.engine, 1, clock),
  () => client.tags.merge({ params: { id: 1 }, body: { into: 3 } }),
  () => client.segments.update({ params: { id: 1 }, body: { name: 'Team A', text: 'Team exists' } }),
  () => client.people.create({ body: { email: 'd@example.com', firstName: 'Dee', lastName: 'Lee' } }),
  () => client.changes.undo({ params: { id: 13 } }),
  () => client.people.update({ params: { id: 1 }, body: { status: 'active', lastName: 'Low' } }),
  () => client.segments.remove({ params: { id: 5 } }),
  () => client.changes.undo({ params: { id: 11 } }),
  () => passMidnight(app.context.engine, 1, clock),
  () => client.tags.updateKey({ params: { id: 1 }, body: { name: 'Crew' } }),
]

const asked = [1, 2, 3, 4].flatMap(person => [1, 2, 3, 4, 5].map(id => ({ person, id })))
/** What explaining answers, or with what it is refused; without what is only said of the present. */
async function explained(asOf?: string) {
  const answers = asked.map(async one => {
    const answer = await client.segments.explain({ ...one, asOf }).catch((error: unknown) => error)
    return { ...one, answer: answer instanceof Refused ? answer.status : ofThen(answer as Explanation) }
  })
  return await Promise.all(answers)
}
const ofThen = ({ person, segment, matches, rule }: Explanation) => ({ person, segment, matches, rule })

test('every moment is explained as it was explained then, whatever came after', async () => {
  const remembered: { at: number; answers: unknown }[] = [{ at: clock, answers: await explained() }]
  for (const act of acts) {
    clock += 5 * HOUR
    await act()
    remembered.push({ at: clock, answers: await explained() })
  }
  expect(new Set(remembered.map(({ answers }) => JSON.stringify(answers))).size).toBeGreaterThan(12)
  for (const [index, { at, answers }] of remembered.entries()) {
    // The moment of the change itself, and the last before the next.
    const moment = index % 2 === 0 ? at : at + 5 * HOUR - 1
    expect(await explained(new Date(moment).toISOString())).toEqual(answers)
  }
}, 120_000)

test('what is said of a moment agrees with who was in then, and proposes nothing', async () => {
  for (const act of acts) {
    clock += 5 * HOUR
    await act()
    const asOf = new Date(clock).toISOString()
    for (const id of [1, 2, 3, 4, 5]) {
      const answers = await Promise.all(
        [1, 2, 3, 4].map(person => client.segments.explain({ id, person, asOf }).catch(() => null)),
      )
      const members = await client.segments.people({ id, asOf }).catch(() => ({ items: [] }))
      expect(answers.flatMap(each => (each?.matches ? [each.person.id] : []))).toEqual(
        members.items.map(each => each.id).sort((a, b) => a - b),
      )
      for (const answer of answers)
        if (answer) expect(answer).toMatchObject({ wouldEnter: [], wouldLeave: [], asOf })
    }
  }
}, 120_000)

describe('a proposal', () => {
  const carriedOut = async (id: number, person: number) => {
    const before = await client.segments.explain({ id, person })
    const [first] = [...before.wouldEnter, ...before.wouldLeave]
    if (!first) throw new Error('Nothing is proposed.')
    await client.people.update({ params: { id: person }, body: first.patch })
    const after = await client.segments.explain({ id, person })
    return { said: first.sentence, before: before.matches, after: after.matches }
  }

  test('does what it says when its patch is sent: in, out, with new tags and for the inactive', async () => {
    const people = await somePeople(app.context, {
      Mia: { Department: ['Marketing', 'Sales'], Contract: 'Intern' },
      Max: { Department: 'Sales', Location: 'Dallas' },
    })
    await create('Staff', 'Department is Sales and not Contract is Intern')
    const dallas = asDone(await create('Dallas', 'in segment Staff and Location is Dallas'))
    const graded = asDone(await create('Graded', 'Department contains Legal'))
    expect(await carriedOut(dallas.id, people.Mia)).toEqual({
      said: 'Add Location: Dallas and remove Contract: Intern',
      before: false,
      after: true,
    })
    expect(await carriedOut(dallas.id, people.Mia)).toMatchObject({ before: true, after: false })
    expect(await carriedOut(graded.id, people.Max)).toEqual({
      said: 'Add Department: Legal (a new value)',
      before: false,
      after: true,
    })
    await client.people.deactivate({ params: { id: people.Max } })
    expect(await carriedOut(dallas.id, people.Max)).toEqual({
      said: 'Reactivate Max Meyer',
      before: false,
      after: true,
    })
  })
})

test('whom and what there is not, is said in a sentence, and another workspace knows nothing of it', async () => {
  await acts[0]?.()
  const { id } = asDone(await create('A', 'Team is A'))
  const early = '2020-01-01T00:00:00.000Z'
  expect((await refusal(client.segments.explain({ id, person: 99 }))).problem.detail).toBe(
    'There is no such person.',
  )
  expect((await refusal(client.segments.explain({ id: 99, person: 1 }))).problem.detail).toBe(
    'There is no such segment.',
  )
  expect((await refusal(client.segments.explain({ id, person: 1, asOf: early }))).problem.detail).toBe(
    'There was no such person at that moment.',
  )
  const { client: theirs } = await app.anotherWorkspace()
  expect((await refusal(theirs.segments.explain({ id, person: 1 }))).status).toBe(404)
  expect((await refusal(theirs.people.origins({ id: 1 }))).status).toBe(404)
})

test('however many segments lie between, the tags that decided are named', async () => {
  await importFile(app, 'people.csv', file)
  await create('0', 'Team is A')
  for (let at = 1; at <= 60; at++) await create(`${at}`, `in segment "${at - 1}" and Hired exists`)
  const { items } = await client.segments.list({ q: '60' })
  const { matches, rule } = await client.segments.explain({ id: items[0]?.id ?? 0, person: 1 })
  expect(matches).toBe(true)
  expect(rule.because.map(tag => tag.value).sort()).toEqual(['2026-02-20', 'A'])
})
