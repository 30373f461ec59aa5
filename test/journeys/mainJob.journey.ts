import { writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitSheet } from './commitSheet.ts'
import { goTo, type Journey, phone, shoot, startJourney } from './journey.ts'
import { settled } from './settled.ts'

/** The list, exactly as the help page of tags has it. */
const ROWS = [
  ['email', 'first_name', 'last_name', 'Job Role', 'Region'],
  ['user1@example.com', 'Una', 'One', 'Sales', 'Northeast'],
  ['user2@example.com', 'Theo', 'Two', 'Management', 'Northeast'],
]

let journey: Journey
let page: Page
beforeAll(async () => {
  journey = await startJourney({ fresh: true })
})
afterAll(() => journey.close())

test('the first visit makes the first account and its workspace', async () => {
  page = await journey.open()
  await page.goto('/')
  await page.waitForURL('**/setup')
  await page.getByLabel('Workspace').fill('Northwind')
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await shoot(page, 'setup-desktop-light')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL(url => url.pathname === '/')
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
  await settled(page)
  await shoot(page, 'home-empty-desktop-light')
})

test('a spreadsheet becomes people with tags, after its plan was seen', async () => {
  await goTo(page, 'Imports')
  await choose(page, 'users.csv', Buffer.from(ROWS.map(row => row.join(',')).join('\n')))
  await page.getByRole('heading', { name: 'What it would do' }).waitFor()
  await settled(page)
  await shoot(page, 'import-plan-desktop-light')
  // Nothing has happened yet.
  const client = await journey.app.client('viewer')
  expect((await client.people.list({})).total).toBe(0)

  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await page.getByText('Imported.', { exact: true }).waitFor()
  await settled(page)
  await shoot(page, 'import-done-desktop-light')
  await page.getByRole('link', { name: 'See the people' }).click()
  await page.getByRole('link', { name: 'Una One' }).waitFor()
  await page.getByRole('link', { name: 'Theo Two' }).waitFor()

  await goTo(page, 'Tags')
  for (const [key, values] of [
    ['Job Role', ['Management', 'Sales']],
    ['Region', ['Northeast']],
  ] as const) {
    const section = page.getByRole('region', { name: key })
    for (const value of values) await section.getByRole('link', { name: value }).waitFor()
  }
})

test('the same list as an Excel file is known again, so nothing needs to change', async () => {
  await goTo(page, 'Imports')
  await choose(page, 'users.xlsx', Buffer.from(await writeXlsx({ sheets: [{ name: 'Users', rows: ROWS }] })))
  await page.getByRole('heading', { name: 'What it would do' }).waitFor()
  await page.getByText('creates 0 people, changes 0 and leaves 2 as they are').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Nothing to import' }).isDisabled()).toBe(true)
})

test('a segment of two tags reaches exactly whoever carries all of them', async () => {
  await goTo(page, 'Segments')
  await page.getByRole('link', { name: 'New segment' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Northeast sales')
  await addCondition(page, 1, 'Region', 'Northeast')
  const reach = page.getByRole('complementary', { name: 'Whom the rule reaches' })
  await reach.getByText('2 people').waitFor()
  await page.getByRole('button', { name: 'Add a condition to the rule' }).click()
  await addCondition(page, 2, 'Job Role', 'Sales')
  await reach.getByText('1 person').waitFor()
  await reach.getByText('Una One').waitFor()
  expect(await reach.getByText('Theo Two').count()).toBe(0)
  await settled(page)
  await shoot(page, 'segment-new-filled-desktop-light')
  await page.getByRole('button', { name: 'Create segment' }).click()
  await commitSheet(page, 'Create segment')
  await page.waitForURL(/\/segments\/\d+$/)
  await page.getByRole('tab', { name: 'People 1' }).waitFor()
})

test('what is assigned to it goes to them, shown by name before it happens', async () => {
  await goTo(page, 'Assignments')
  await page.getByRole('link', { name: 'New assignment' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Read the price list')
  await page.getByLabel('Instructions').fill('The **new** price list.')
  await page.getByText('Preview. Changes will not be visible to recipients until published.').waitFor()
  await page.getByRole('combobox', { name: 'Everyone in any of' }).click()
  await page.getByRole('option', { name: /^Northeast sales/ }).click()
  const recipients = page.getByRole('region', { name: 'Recipients', exact: true })
  await recipients.getByText('Una One').waitFor()
  expect(await recipients.getByRole('status').textContent()).toBe('1 personUna One')
  await settled(page)
  await shoot(page, 'assignment-new-filled-desktop-light')

  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Publish Read the price list' })
  await sheet.getByRole('button', { name: /^Read the price list/ }).click()
  const names = sheet.getByRole('listitem')
  await names.getByText('Una One').waitFor()
  expect(await names.count()).toBe(1)
  await sheet.getByText('1 message is held until sending is set up').waitFor()
  await shoot(page, 'publish-plan-desktop-light')
  await sheet.getByRole('button', { name: 'Publish to 1 person' }).click()
  await page.waitForURL(/\/assignments\/\d+$/)
  await page.getByRole('link', { name: /Una One/ }).waitFor()
  await page.getByText(/sending is not set up/).waitFor()
  expect(await figure('Received')).toBe('1')
  expect(await figure('Completed')).toBe('0')
  await settled(page)
  await shoot(page, 'assignment-published-desktop-light')
})

test('the recipient does it by the personal link alone, and the page of whoever assigned it moves by itself', async () => {
  await page.getByRole('button', { name: 'Copy personal link of Una One' }).click()
  await page.getByText('Copied').waitFor()
  const link = String(await page.evaluate('navigator.clipboard.readText()'))

  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(new URL(link).pathname)
  await theirs.getByRole('heading', { name: 'Hello Una' }).waitFor()
  await settled(theirs)
  await shoot(theirs, 'received-first-phone-light')
  await theirs.getByRole('button', { name: 'Open' }).click()
  await theirs.getByText('The new price list.').waitFor()
  await expect.poll(() => figure('Opened'), { timeout: 15_000 }).toBe('1')
  await shoot(theirs, 'received-open-phone-light')
  await theirs.getByRole('button', { name: 'Mark as done' }).click()
  await theirs.getByText('Done', { exact: true }).waitFor()
  await shoot(theirs, 'received-done-phone-light')

  // No reload on the other side.
  await expect.poll(() => figure('Completed'), { timeout: 15_000 }).toBe('1')
  await page.getByRole('button', { name: 'Take back completion of Una One' }).waitFor()
})

/** One of the figures of the assignment's progress. */
async function figure(name: string): Promise<string | null> {
  const terms = page.getByRole('region', { name: 'Progress' }).locator('dl > div')
  return await terms.filter({ hasText: name }).locator('dd').textContent()
}

async function choose(window: Page, name: string, buffer: Buffer): Promise<void> {
  await window.getByRole('button', { name: 'Choose a file' }).waitFor()
  await window.getByLabel('List of people').setInputFiles({ name, mimeType: '', buffer })
}

/** Fills a line of the builder with the mouse: key, then one of the values offered. */
async function addCondition(window: Page, place: number, key: string, value: string): Promise<void> {
  const line = window.getByRole('group', { name: new RegExp(`^Condition ${place}:`) })
  await line.getByRole('combobox', { name: 'Tag key' }).click()
  await line.getByRole('option', { name: new RegExp(`^${key}`) }).click()
  await line.getByRole('combobox', { name: 'Value' }).click()
  await line.getByRole('option', { name: new RegExp(`^${value}`) }).click()
  await line.getByRole('button', { name: `Remove value ${value}` }).waitFor()
}
