import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../upload.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const FILE = `email,first_name,last_name,Department,Contract,Location
ada@example.com,Ada,Ahlers,Sales,Permanent,Dallas
mia@example.com,Mia,Meyer,Marketing,Intern,Lisbon
`
let journey: Journey
let segment: number
let mia: number

beforeAll(async () => {
  journey = await startJourney()
  const { app } = journey
  await importFile(app, 'people.csv', FILE)
  const client = await app.client('editor')
  await client.tags.create({ body: { key: 'Grade', values: ['5'] } })
  const create = async (name: string, text: string) => {
    const made = await client.segments.create({ body: { name, text } })
    if (!('rule' in made)) throw new Error('Expected a segment.')
    return made.id
  }
  await create('Staff', 'Department is (Sales, Marketing) and not Contract is Intern')
  segment = await create('Dallas staff', 'in segment Staff and (Location is Dallas or Grade > 6)')
  mia = (await client.people.list({ q: 'mia' })).items[0]?.id ?? 0
  await client.people.setTags({ body: { ids: [mia], add: { Skill: ['First aid'] } } })
})
afterAll(() => journey.close())

test('why not, where the tags came from, and what would put somebody in: done from there, through its plan', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/people/${mia}`)
  await page.getByRole('button', { name: 'Where from?' }).click()
  await page
    .getByText(/^From people\.csv, row 3, imported on .* through the API key “editor”$/)
    .first()
    .waitFor()
  await page.getByText(/^Added by hand on /).waitFor()
  await settled(page)
  await shoot(page, 'person-origins-desktop-light')

  const other = page.getByRole('combobox', { name: 'Why not another segment?' })
  await other.click()
  await page.keyboard.type('dallas')
  await page.getByRole('option', { name: /Dallas staff/ }).click()
  await page.getByText('Mia Meyer is not in Dallas staff because:').waitFor()
  await expect.poll(() => other.inputValue()).toBe('Dallas staff')
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('heading', { name: 'What would put Mia in' }).scrollIntoViewIfNeeded()
  await shoot(page, 'person-why-not-desktop-light')

  const sentence = 'Add Location: Dallas and remove Contract: Intern'
  await page.getByRole('button', { name: `Show the plan: ${sentence}` }).click()
  await page.getByRole('dialog').getByText('Change Mia Meyer').waitFor()
  await commitSheet(page, sentence)
  await page.getByText('Mia Meyer is in Dallas staff because:').waitFor()
})

test('a segment that was not there yet is said to be so, and nothing is to be tried again', async () => {
  const page = await journey.open()
  await signIn(page)
  const client = await journey.app.client('editor')
  // It was never changed since it was made.
  const { updatedAt } = await client.segments.get({ id: segment })
  const asOf = new Date(Date.parse(updatedAt) - 1).toISOString()
  await page.goto(`/people/${mia}?asOf=${asOf}&why=${segment}`)
  await page.getByRole('alert').getByText('There was no such segment at that moment.').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
})

test.each([
  ['desktop', desktop],
  ['phone', phone],
])('the drawer beside the members says why, and steps aside for a plan (%s)', async (width, viewport) => {
  const page = await journey.open({ viewport })
  await signIn(page)
  await page.goto(`/segments/${segment}?tab=people`)
  await page.getByRole('button', { name: 'Why is Ada Ahlers in Dallas staff?' }).click()
  const drawer = page.getByRole('dialog', { name: 'Ada Ahlers in Dallas staff' })
  await drawer.getByText('Ada Ahlers is in Dallas staff because:').waitFor()
  await settled(page)
  await shoot(page, `why-drawer-${width}-light`)
  await expectAccessible(page)
  await drawer.getByRole('button', { name: 'Show the plan: Remove Location: Dallas' }).click()
  await page.getByRole('dialog', { name: 'Remove Location: Dallas' }).waitFor()
  await drawer.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await drawer.waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/people/${mia}?why=${segment}`)
  await page.getByText(/^Mia Meyer is/).waitFor()
  await settled(page)
  await shoot(page, `person-why-${width}-dark`)
  await expectAccessible(page)
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0)
})
