import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { type Client, createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let editor: Client
let recipient: Client
let people: Record<'Ada' | 'Ben', number>

beforeAll(async () => {
  app = await startApp()
  editor = await app.client('editor')
  recipient = createClient(app.url, null)
  people = await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
})
afterAll(() => app.close())

const linkOf = async (id: number) => (await editor.people.get({ id })).link ?? ''
const tokenIn = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const opened = async (link: string) => await recipient.assignments.received({ token: tokenIn(link) })
const replace = async (id: number) =>
  asDone(await editor.people.replaceLink({ params: { id }, query: {}, body: {} }))

test('a replaced link says so and whom to ask, the new one opens the page, and other people’s stay', async () => {
  const [first, bens] = [await linkOf(people.Ada), await linkOf(people.Ben)]
  const { link: second } = await replace(people.Ada)
  expect(await linkOf(people.Ada)).toBe(second)
  expect((await refusal(opened(first))).message).toBe(
    '404: This link has been replaced by a new one. Look for the newest mail from Acme, or ask whoever looks after your assignments there for your new link.',
  )
  expect((await opened(second)).person.firstName).toBe('Ada')
  expect((await opened(bens)).person.firstName).toBe('Ben')
  const { link: third } = await replace(people.Ada)
  for (const earlier of [first, second])
    expect((await refusal(opened(earlier))).message).toMatch(/has been replaced/)
  expect((await opened(third)).person.firstName).toBe('Ada')
})

test('nothing can be completed by a link that was replaced', async () => {
  const id = await anAssignment(app, [await aSegment(app, 'Sales', 'Department is Sales')])
  const before = await linkOf(people.Ben)
  await replace(people.Ben)
  const progress = (link: string) =>
    recipient.assignments.progress({ params: { token: tokenIn(link), id }, body: { status: 'completed' } })
  expect((await refusal(progress(before))).message).toMatch(/has been replaced/)
  expect((await progress(await linkOf(people.Ben))).status).toBe('completed')
  const { items } = await editor.assignments.recipients({ id, q: 'Ben' })
  expect(items.map(item => item.link)).toEqual([await linkOf(people.Ben)])
})

test('it is planned first, stands in the log, and cannot be undone', async () => {
  const link = await linkOf(people.Ada)
  const plan = asPlan(
    await editor.people.replaceLink({ params: { id: people.Ada }, query: { dryRun: true }, body: {} }),
  )
  expect(plan.summary).toBe('Replace the personal link of Ada Meyer')
  expect(plan.notes[0]).toMatch(/stops working at once/)
  expect(await linkOf(people.Ada)).toBe(link)
  const { changeId } = await replace(people.Ada)
  expect(await editor.changes.get({ id: changeId })).toMatchObject({ act: 'people.link', canUndo: false })
  const undo = editor.changes.undo({ params: { id: changeId }, query: {}, body: {} })
  expect((await refusal(undo)).message).toMatch(/cannot be undone/)
})

test('a change to the person, or their coming back, brings no earlier link back', async () => {
  const first = await linkOf(people.Ben)
  const { link } = await replace(people.Ben)
  await editor.people.update({ params: { id: people.Ben }, query: {}, body: { lastName: 'Miller' } })
  await retag(app.context, { [people.Ben]: null })
  const inactive = editor.people.replaceLink({ params: { id: people.Ben }, query: {}, body: {} })
  expect((await refusal(inactive)).message).toMatch(/Ben Miller is inactive/)
  await retag(app.context, { [people.Ben]: { Department: 'Sales' } })
  expect(await linkOf(people.Ben)).toBe(link)
  expect((await refusal(opened(first))).message).toMatch(/has been replaced/)
})

test('a revoked link leads nowhere and there is none, for nobody, until a new one is made', async () => {
  const id = await anAssignment(app, [await aSegment(app, 'Reds', 'Department is Sales')])
  const before = await linkOf(people.Ada)
  const revoke = () => editor.people.revokeLink({ params: { id: people.Ada }, query: {}, body: {} })
  const { changeId } = asDone(await revoke())
  expect(await editor.people.get({ id: people.Ada })).toMatchObject({ link: null, linkRevoked: true })
  const { items } = await editor.assignments.recipients({ id, q: 'Ada' })
  expect(items.map(item => item.link)).toEqual([null])
  expect(await refusal(opened(before))).toMatchObject({
    message:
      '404: This link has been revoked. Ask whoever looks after your assignments at Acme for a new one.',
    problem: { ended: { how: 'revoked', workspace: 'Acme', language: 'en' } },
  })
  expect((await refusal(revoke())).message).toMatch(/is revoked already/)
  const undo = editor.changes.undo({ params: { id: changeId }, query: {}, body: {} })
  expect((await refusal(undo)).message).toMatch(/cannot be undone/)
  const { link } = await replace(people.Ada)
  expect(await editor.people.get({ id: people.Ada })).toMatchObject({ link, linkRevoked: false })
  expect((await opened(link)).person.firstName).toBe('Ada')
  expect((await refusal(opened(before))).message).toMatch(/has been replaced/)
})
