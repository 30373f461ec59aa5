import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { signToken } from './recipientLink.ts'

let app: TestApp
let people: Record<'Ada' | 'Omar' | 'Kim', number>

beforeAll(async () => {
  app = await startApp()
  people = await somePeople(app.context, {
    Ada: { Language: 'Deutsch' },
    Omar: { Language: 'ar' },
    Kim: { Language: 'Klingon' },
  })
})
afterAll(() => app.close())

const tokenOf = (personId: number) =>
  signToken(app.context.config, { workspaceId: 1, personId, generation: 1 })
const languageOf = async (personId: number) =>
  (await createClient(app.url, null).assignments.received({ token: tokenOf(personId) })).language

test('a page is in the language of the person’s tag, and otherwise in the workspace’s', async () => {
  const admin = await app.client('admin')
  expect(await languageOf(people.Ada)).toBe('en')
  await admin.deliverySettings.updateSettings({
    query: {},
    body: { languageKey: 'Language', language: 'fr' },
  })
  expect(await Promise.all([people.Ada, people.Omar, people.Kim].map(languageOf))).toEqual(['de', 'ar', 'fr'])
})

test('a link that was replaced says so in that language, too', async () => {
  const admin = await app.client('admin')
  await admin.people.replaceLink({ params: { id: people.Omar }, query: {}, body: {} })
  expect((await refusal(languageOf(people.Omar))).problem.ended).toEqual({
    how: 'replaced',
    workspace: 'Acme',
    language: 'ar',
  })
})
