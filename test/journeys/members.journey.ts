import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from '../answers.ts'
import { importFile } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
let ours: Page
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    'email,first_name,last_name,Team\na@example.com,Ada,Arden,Red\nb@example.com,Bo,Berg,Blue\n',
  )
  const client = await journey.app.client('owner')
  const segment = asDone(
    await client.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } }),
  )
  const draft = await client.assignments.create({
    query: {},
    body: { title: 'Read this', audience: { include: [segment.id], exclude: [] } },
  })
  await client.assignments.publish({ params: { id: asDone(draft).id }, query: {} })
})
afterAll(() => journey.close())

/** Where a viewer may look, what the page shows them there, and the acts it must not offer. */
const shown: [address: string, sees: string, mayNot: RegExp][] = [
  ['/people', 'Ada Arden', /^(Add person|Import a list|Select Ada Arden)$/],
  ['/people/1', 'Team', /^(Edit|Edit tags|Deactivate)$/],
  ['/tags', 'Red', /^(Add tags|Acts for .*)$/],
  ['/segments', 'Reds', /^New segment$/],
  ['/segments/1', 'Changed', /^(Save segment|Delete segment)$/],
  ['/assignments', 'Read this', /^New assignment$/],
  ['/assignments/1', 'Ada Arden', /^(Close assignment|Edit assignment|Record completion of .*)$/],
  ['/imports', 'people.csv', /^(Choose a file|Undo)$/],
  ['/changes/1', 'People', /^Undo this change$/],
  ['/settings', 'Time zone', /^(Save|API keys|Guide feedback)$/],
  ['/settings/members', 'Olivia Owner', /^(Make the link|Remove .*)$/],
]

async function actsOn(page: Page, name: RegExp): Promise<number> {
  await settled(page)
  let acts = 0
  for (const role of ['button', 'link', 'checkbox'] as const)
    acts += await page.getByRole(role, { name }).count()
  return acts
}

test('somebody invited by link joins as viewer, and is offered nothing they may not do', async () => {
  ours = await journey.open()
  await signIn(ours)
  await ours.goto('/settings/members')
  await settled(ours)
  const invite = ours.getByRole('region', { name: 'Invite somebody' })
  await invite.getByRole('textbox', { name: 'E-mail' }).fill('vera@example.com')
  await invite.getByRole('combobox', { name: 'Role' }).selectOption('viewer')
  await invite.getByRole('button', { name: 'Make the link' }).click()
  const link = await invite.getByRole('textbox', { name: 'Link' }).inputValue()

  const theirs = await journey.open()
  await theirs.goto(link)
  await theirs.getByText('Olivia Owner invites vera@example.com as viewer.').waitFor()
  await shoot(theirs, 'invitation-desktop-light')
  await theirs.getByRole('textbox', { name: 'Your name' }).fill('Vera Viewer')
  await theirs.getByLabel('Choose a password', { exact: true }).fill('a password of her own')
  await theirs.getByRole('button', { name: 'Join' }).click()
  await theirs.getByRole('heading', { level: 1, name: 'Acme', exact: true }).waitFor()

  for (const [address, sees, act] of shown) {
    await theirs.goto(address)
    await theirs.getByText(sees).first().waitFor()
    expect(await actsOn(theirs, act), `${address}, as a viewer`).toBe(0)
    await shoot(theirs, `viewer${address.replaceAll('/', '-')}-desktop-light`)
    // That it is there for others is what tells that it was looked for in the right words.
    await ours.goto(address)
    expect(await actsOn(ours, act), `${address}, as the owner`).toBeGreaterThan(0)
  }

  await ours.goto('/settings/members')
  await ours.getByRole('cell', { name: 'Vera Viewer', exact: true }).waitFor()
  const again = await journey.open()
  await again.goto(link)
  await again.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor()
})

test('an API key is shown once, works, and is refused once it is revoked', async () => {
  await ours.goto('/settings/keys')
  await ours.getByRole('textbox', { name: 'Name' }).fill('Nightly job')
  await ours.getByRole('button', { name: 'Make a key' }).click()
  const key = await ours.getByRole('textbox', { name: 'API key' }).inputValue()
  const ask = () => fetch(`${journey.app.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  expect(await (await ask()).json()).toMatchObject({ kind: 'key', name: 'Nightly job' })

  await ours.reload()
  await ours.getByRole('cell', { name: 'Nightly job', exact: true }).waitFor()
  expect(await ours.getByRole('textbox', { name: 'API key' }).count()).toBe(0)
  expect(await ours.content()).not.toContain(key)

  await ours.getByRole('button', { name: 'Revoke key Nightly job' }).click()
  const sure = ours.getByRole('dialog')
  await sure.getByRole('button', { name: 'Revoke key Nightly job' }).click()
  await sure.waitFor({ state: 'detached' })
  expect((await ask()).status).toBe(401)
})

test('a password is changed with the present one, and the new one counts', async () => {
  await ours.getByRole('button', { name: 'Account of Olivia Owner' }).click()
  await ours.getByRole('menuitem', { name: 'Your account' }).click()
  await ours.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
  const fill = async (present: string, chosen: string, again: string) => {
    await ours.getByLabel('Present password', { exact: true }).fill(present)
    await ours.getByLabel('New password', { exact: true }).fill(chosen)
    await ours.getByLabel('The new one again', { exact: true }).fill(again)
    await ours.getByRole('button', { name: 'Change the password' }).click()
  }
  await fill('not the password', 'horse battery correct', 'horse battery correct')
  await ours.getByText('This is not the present password.').waitFor()
  await fill('correct horse battery', 'horse battery correct', 'horse battery corect')
  await ours.getByText('was not repeated as it was written first').waitFor()
  await settled(ours)
  await shoot(ours, 'account-desktop-light')
  await expectAccessible(ours)
  await fill('correct horse battery', 'horse battery correct', 'horse battery correct')
  await ours.getByText('Your password was changed.').waitFor()
})

test('signing out closes every page, and signing in leads back to where one was going', async () => {
  await ours.getByRole('button', { name: 'Account of Olivia Owner' }).click()
  await ours.getByRole('menuitem', { name: 'Sign out' }).click()
  await ours.waitForURL('**/sign-in')
  await ours.goto('/people?q=Ada')
  await ours.waitForURL('**/sign-in?*')
  await ours.getByLabel('E-mail').fill('olivia@example.com')
  await ours.getByLabel('Password', { exact: true }).fill('not the password')
  await ours.getByRole('button', { name: 'Sign in' }).click()
  await ours.getByRole('alert').waitFor()
  await ours.getByLabel('Password', { exact: true }).fill('horse battery correct')
  await ours.getByRole('button', { name: 'Sign in' }).click()
  await ours.waitForURL('**/people?q=Ada')
  await ours.getByRole('link', { name: 'Ada Arden' }).waitFor()
})
