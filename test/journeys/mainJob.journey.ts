import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Journey, phone, shoot, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const FILE = `email,first_name,last_name,Job Role,Region
user1@example.com,Una,One,Sales,Northeast
user2@example.com,Theo,Two,Management,Northeast
`

let journey: Journey
beforeAll(async () => {
  journey = await startJourney({ fresh: true })
})
afterAll(() => journey.close())

test('from a spreadsheet to the right people: first account, import, segment, assignment, recipient, done', async () => {
  const page = await journey.open()
  await page.goto('/')
  await page.waitForURL('**/setup')
  await page.getByLabel('Workspace').fill('Northwind')
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await shoot(page, 'setup-desktop-light')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.waitForURL(url => url.pathname === '/')
  await settled(page)
  await shoot(page, 'home-empty-desktop-light')

  // The list, exactly as the help page of tags has it.
  await page.goto('/imports')
  const file = join(mkdtempSync(join(tmpdir(), 'muster-file-')), 'users.csv')
  writeFileSync(file, FILE)
  await page.getByLabel('List of people').setInputFiles(file)
  await page.getByRole('heading', { name: 'What it would do' }).waitFor()
  await settled(page)
  await shoot(page, 'import-plan-desktop-light')
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await page.getByRole('link', { name: 'See the people' }).waitFor()
  await shoot(page, 'import-done-desktop-light')

  await page.goto('/tags')
  await settled(page)
  for (const value of ['Sales', 'Management', 'Northeast']) {
    await expect.poll(() => page.getByText(value, { exact: true }).count()).toBeGreaterThan(0)
  }

  // A segment of two tags with the "all" method.
  await page.goto('/segments/new')
  await page.getByLabel('Name', { exact: true }).fill('Northeast sales')
  await page
    .getByRole('tab', { name: 'Text' })
    .or(page.getByRole('radio', { name: 'Text' }))
    .or(page.getByText('Text', { exact: true }))
    .first()
    .click()
  await page.getByLabel('Rule as text').fill('Region is Northeast and "Job Role" is Sales')
  const reach = page.getByLabel('Whom the rule reaches')
  await expect.poll(() => reach.textContent()).toMatch(/1/)
  await settled(page)
  await shoot(page, 'segment-new-filled-desktop-light')
  await page.getByRole('button', { name: /Create segment|Save segment/ }).click()
  await confirmSheet(page)
  await page.waitForURL(/\/segments\/\d+/)

  // The assignment, its exact recipient shown before it is published.
  await page.goto('/assignments/new')
  await page.getByLabel('Title').fill('Read the price list')
  await page.getByLabel('Instructions').fill('The **new** price list.')
  await page.getByLabel('Everyone in any of').click()
  await page.getByRole('option', { name: /Northeast sales/ }).click()
  await page.getByText('Preview. Changes will not be visible to recipients until published.').waitFor()
  await expect
    .poll(() =>
      page
        .getByRole('region', { name: 'Recipients', exact: true })
        .or(page.getByLabel('Recipients', { exact: true }))
        .first()
        .textContent(),
    )
    .toMatch(/1/)
  await settled(page)
  await shoot(page, 'assignment-new-filled-desktop-light')
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog')
  await sheet
    .getByText(/Una One/)
    .first()
    .waitFor()
  await shoot(page, 'publish-plan-desktop-light')
  await sheet.getByRole('button', { name: /Publish|Assign/ }).click()
  await page.waitForURL(/\/assignments\/\d+$/)
  await page.getByText('Una One').first().waitFor()
  await settled(page)
  await shoot(page, 'assignment-published-desktop-light')
  await expect.poll(() => page.getByText(/sending is not set up/i).count()).toBeGreaterThan(0)

  // The recipient, on a phone, by the personal link alone.
  const { read } = journey.app.context.db
  const { id } = await read
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'user1@example.com')
    .executeTakeFirstOrThrow()
  const { recipientLink } = await import('../../src/assignments/recipientLink.ts')
  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(new URL(recipientLink(journey.app.context.config, 1, id)).pathname)
  await settled(theirs)
  await shoot(theirs, 'received-first-phone-light')
  await theirs
    .getByRole('button', { name: /Open|Read the price list/ })
    .first()
    .click()
  await theirs.getByRole('button', { name: 'Mark as done' }).click()
  await theirs
    .getByText(/Done|Completed/)
    .first()
    .waitFor()
  await shoot(theirs, 'received-done-phone-light')

  // The admin's page has moved by itself.
  await expect.poll(() => page.getByText(/Completed/).count(), { timeout: 5_000 }).toBeGreaterThan(0)
  await expect
    .poll(() => page.getByRole('button', { name: 'Take back completion of Una One' }).count(), {
      timeout: 5_000,
    })
    .toBe(1)
})

async function confirmSheet(page: Awaited<ReturnType<Journey['open']>>): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.waitFor({ timeout: 5_000 }).catch(() => undefined)
  if (await sheet.isVisible()) await sheet.locator('button[type=submit]').click()
}
