import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { type Client, createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { fillLink, readCallback, signCallback } from './callbackLink.ts'
import { signToken } from './recipientLink.ts'
import { repeatDue } from './repeatDue.ts'

const LINK = 'https://course.example.org/start?who={person}&mail={email}&done={callback}'

let app: TestApp
let editor: Client
let nobody: Client
let ada: number
let sales: number
let clock = new Date('2026-03-02T12:00:00Z')

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  nobody = createClient(app.url, null)
  ada = (await somePeople(app.context, { Ada: { Department: 'Sales' } })).Ada
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())
beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  await retag(app.context, { [ada]: { Department: 'Sales' } })
})

const tokenOfPage = async () => {
  const { link } = await editor.people.get({ id: ada })
  return (link ?? '').split('/').at(-1) ?? ''
}
/** The callback that Ada's page hands to the course. */
async function callbackOf(id: number): Promise<string> {
  const page = await nobody.assignments.received({ token: await tokenOfPage() })
  const link = new URL(page.assignments.find(each => each.id === id)?.link ?? '')
  const address = link.searchParams.get('done') ?? ''
  expect(address.startsWith(`${app.context.config.baseUrl}/api/v1/callbacks/`)).toBe(true)
  return address.split('/').at(-1) ?? ''
}
const report = (token: string, body: object = {}) => nobody.assignments.callback({ params: { token }, body })
const present = async (id: number) => (await editor.assignments.recipients({ id })).items[0]

describe('a callback', () => {
  test('is handed to the course with the link, and reports the completion with its score', async () => {
    const id = await anAssignment(app, [sales], { link: LINK })
    const page = await nobody.assignments.received({ token: await tokenOfPage() })
    const { searchParams } = new URL(page.assignments.find(each => each.id === id)?.link ?? '')
    expect([searchParams.get('who'), searchParams.get('mail')]).toEqual([String(ada), 'ada@example.com'])
    const body = { score: 87, note: 'Second try', completedAt: '2026-03-02T11:00:00.000Z' }
    expect(await report(await callbackOf(id), body)).toEqual({
      status: 'completed',
      completedAt: '2026-03-02T11:00:00.000Z',
    })
    expect(await present(id)).toMatchObject({
      status: 'completed',
      evidence: 'Reported by a callback. Score: 87. Second try',
    })
  })

  test('may be called again and again, and by several at once: the first report counts', async () => {
    const id = await anAssignment(app, [sales], { link: LINK })
    const token = await callbackOf(id)
    const answers = await Promise.all([report(token), report(token), report(token, { score: 1 })])
    clock = new Date('2026-03-03T12:00:00Z')
    answers.push(await report(token, { score: 100 }))
    expect(new Set(answers.map(answer => answer.completedAt))).toEqual(new Set(['2026-03-02T12:00:00.000Z']))
  })

  test('works without a body, as many systems call', async () => {
    const id = await anAssignment(app, [sales], { link: LINK })
    const address = `/api/v1/callbacks/${await callbackOf(id)}`
    expect((await fetch(`${app.url}${address}`, { method: 'POST' })).status).toBe(200)
    expect((await present(id))?.status).toBe('completed')
  })

  test('stands in the link of a step, too', async () => {
    const id = await anAssignment(app, [sales], { steps: [{ text: 'The course', link: LINK }] })
    const page = await nobody.assignments.received({ token: await tokenOfPage() })
    const link = page.assignments.find(each => each.id === id)?.steps[0]?.link ?? ''
    const token = new URL(link).searchParams.get('done')?.split('/').at(-1) ?? ''
    expect(readCallback(app.context.config, token)).toMatchObject({ assignmentId: id, personId: ada })
  })

  test('is refused for what is closed, withdrawn, past, or still to come', async () => {
    const closed = await anAssignment(app, [sales], { title: 'Shut', link: LINK })
    const ofClosed = await callbackOf(closed)
    await editor.assignments.close({ params: { id: closed }, query: {}, body: {} })
    expect((await refusal(report(ofClosed))).message).toMatch(/409: “Shut” is closed/)
    const lost = await anAssignment(app, [sales], { title: 'Lost', link: LINK, leavers: 'withdraw' })
    const ofLost = await callbackOf(lost)
    await retag(app.context, { [ada]: {} })
    expect((await refusal(report(ofLost))).message).toMatch(/“Lost” has been withdrawn/)
    await retag(app.context, { [ada]: { Department: 'Sales' } })
    const repeat = { every: { months: 1 }, from: 'date', on: '2026-03-20' }
    const monthly = await anAssignment(app, [sales], { title: 'Monthly', link: LINK, repeat })
    const ofFirst = await callbackOf(monthly)
    expect((await refusal(report(ofFirst, { completedAt: '2026-03-09T00:00:00.000Z' }))).status).toBe(422)
    clock = new Date('2026-03-20T12:00:00Z')
    await repeatDue(app.context)
    expect((await refusal(report(ofFirst))).message).toMatch(/“Monthly” has come again since/)
    expect((await report(await callbackOf(monthly))).status).toBe('completed')
    // Done in time and reported late it counts for the time before.
    const late = await report(ofFirst, { completedAt: '2026-03-19T08:00:00.000Z' })
    expect(late.completedAt).toBe('2026-03-19T08:00:00.000Z')
  })

  test('is revoked with the personal link, and is no personal link itself', async () => {
    const id = await anAssignment(app, [sales], { link: LINK })
    const token = await callbackOf(id)
    expect((await refusal(nobody.assignments.received({ token }))).status).toBe(404)
    expect((await refusal(report(await tokenOfPage()))).status).toBe(404)
    await editor.people.replaceLink({ params: { id: ada }, query: {}, body: {} })
    expect((await refusal(report(token))).message).toMatch(/404: This callback does not lead anywhere/)
    expect((await present(id))?.status).toBe('assigned')
    expect((await report(await callbackOf(id))).status).toBe('completed')
  })
})

describe('a callback’s signature', () => {
  const config = {
    secret: 'a secret of at least thirty-two characters',
    baseUrl: 'https://muster.example.org',
  }
  const of = { workspaceId: 1, assignmentId: 5, personId: 7, occurrence: 1, generation: 1 }

  test('is read back, and whatever this server has not signed is nobody’s', () => {
    const token = signCallback(config, of)
    expect(readCallback(config, token)).toEqual(of)
    const altered = [
      token.replace('c1-1-5-7', 'c1-1-5-8'),
      token.replace('c1-1-5-7-1', 'c1-1-5-7-2'),
      token.slice(0, -1),
      signToken(config, of),
      signCallback({ secret: 'another secret of at least thirty-two characters' }, of),
    ]
    for (const each of altered) expect(readCallback(config, each)).toBeUndefined()
  })

  test('a link without braces stays as it is, and braces are filled however they are written', () => {
    const fill = (link: string | null) => fillLink(link, config, { ...of, email: 'a+b@example.org' })
    expect(fill(null)).toBeNull()
    expect(fill('https://example.org/{other}')).toBe('https://example.org/{other}')
    expect(fill('https://example.org/?e=%7Bemail%7D&p={person}')).toBe(
      'https://example.org/?e=a%2Bb%40example.org&p=7',
    )
  })
})
