import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { somePeople } from '../somePeople.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
  await somePeople(journey.app.context, {
    Ann: { Department: 'Sales', Hired: '2024-03-01' },
    Bob: { Dept: 'Sales', Hired: 'spring 2023' },
    Cem: { Dept: 'Legal', Hired: '1.4.2022' },
    Dee: { Department: 'IT', Hired: '2025-10-15' },
  })
  const client = await journey.app.client('owner')
  const segment = (name: string, text: string) => client.segments.create({ query: {}, body: { name, text } })
  await segment('Lawyers', 'Dept is Legal')
  await segment('Placed', 'Department exists')
  const hired = (await client.tags.keys({ q: 'Hired' })).items[0]?.id ?? 0
  await client.tags.updateKey({ params: { id: hired }, query: {}, body: { type: 'date' } })
})
afterAll(() => journey.close())

const key = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const form = (page: Page, title: string) => page.getByRole('dialog', { name: title })

/** Opens a menu and takes an entry, both with Enter. */
async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Acts for the key ${name}` }).press('Enter')
  await page.getByRole('menuitem', { name: entry }).press('Enter')
}

test('a key of dates shows what is no date; from there it is renamed', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/tags')
  const odd = key(page, 'Hired').getByRole('list', { name: 'Values of Hired that do not read as its type' })
  await odd.getByRole('link', { name: 'spring 2023' }).waitFor()
  await key(page, 'Hired').getByText('2 values do not read as a date').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'tags-unreadable-desktop-light')
  await odd.getByRole('button', { name: 'Rename Hired: spring 2023' }).click()
  await form(page, 'Rename Hired: spring 2023').getByLabel('Value of Hired').fill('2023-04-01')
  await page.keyboard.press('Enter')
  await key(page, 'Hired').getByText('1 value does not read as a date').waitFor()
})

test('a key that rules name is not deleted; merged into another, all follow, by keyboard', async () => {
  const page = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await signIn(page)
  await page.goto('/tags')
  await key(page, 'Hired').getByRole('list').first().waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'tags-unreadable-phone-dark')

  await choose(page, 'Dept', 'Delete the key Dept')
  const deleting = form(page, 'Delete the key Dept')
  await deleting.getByRole('button', { name: 'See what it moves' }).focus()
  await page.keyboard.press('Enter')
  await deleting.getByRole('link', { name: /Lawyers/ }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'delete-key-phone-dark')
  await page.keyboard.press('Escape')
  await deleting.waitFor({ state: 'detached' })

  await choose(page, 'Dept', 'Merge into another key')
  const merging = form(page, 'Merge the key Dept')
  await merging.getByRole('combobox', { name: 'Merge into' }).focus()
  await page.keyboard.type('Department')
  await page.getByRole('option', { name: 'Department' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await shoot(page, 'merge-key-phone-dark')
  await merging.getByRole('button', { name: 'See what it moves' }).focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByText('The rule of “Placed” reads all values of “Department”').waitFor()
  await sheet.getByText('One value moves as it is. One value is joined with the equal one there.').waitFor()
  await sheet.getByText('Key that will be removed').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'merge-key-plan-phone-dark')
  await commitSheet(page, 'Merge Dept into Department')
  await key(page, 'Dept').waitFor({ state: 'detached' })
  await key(page, 'Department').getByText('3 values, 4 people').waitFor()
  const client = await journey.app.client('owner')
  const texts = (await client.segments.list({ sort: 'name' })).items.map(({ text, people }) => [text, people])
  expect(texts).toEqual([
    ['Department is Legal', 1],
    ['Department exists', 4],
  ])
})
