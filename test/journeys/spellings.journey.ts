import { afterAll, beforeAll, expect, test } from 'vitest'
import { somePeople } from '../somePeople.ts'
import { importFile, tagsByEmail, upload } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { painted, settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

const FILE = [
  'email,first_name,last_name,Departments,Location',
  'ann@example.com,Ann,Lee,Slaes,Dallas',
  'bea@example.com,Bea,Moe,Saless,Dalas',
  'cyd@example.com,Cyd,Orr,Marketting,Denver',
].join('\n')

test('what looks alike in a file is joined or kept apart with one press, taken back, and remembered', async () => {
  await somePeople(journey.app.context, {
    Ada: { Department: 'Sales', Location: 'Dallas' },
    Ben: { Department: 'Marketing', Location: 'Denver' },
  })
  const { import: one } = await upload(journey.app, { name: 'staff.csv', content: FILE })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/imports/${one.id}`)
  const asked = page.getByRole('region', { name: 'Look-alikes' })
  const decided = page.getByRole('region', { name: 'Spellings' })
  await asked.getByText('2 look like others').waitFor()
  // From the keyboard: the values of the key are asked about once it is known which key it is.
  await asked.getByRole('button', { name: 'The key Departments is Department' }).press('Enter')
  await decided.getByText('is read as Department').waitFor()
  await asked.getByText('4 look like others').waitFor()
  await asked.getByRole('button', { name: 'Department: Saless is its own' }).click()
  await decided.getByText('is its own, not Sales').waitFor()
  await asked.getByRole('button', { name: 'Department: Slaes is Sales' }).click()
  await decided.getByText('is read as Sales').waitFor()
  await decided.getByRole('button', { name: 'Decide again about Department: Slaes' }).click()
  await asked.getByRole('button', { name: 'Department: Slaes is Sales' }).waitFor()
  await settled(page)
  await asked.scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await shoot(page, 'spellings-import-desktop-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await shoot(page, 'spellings-import-desktop-dark')
  await page.setViewportSize(phone)
  await settled(page)
  await asked.scrollIntoViewIfNeeded()
  await shoot(page, 'spellings-import-phone-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await shoot(page, 'spellings-import-phone-light')
  await page.setViewportSize({ width: 1440, height: 900 })

  await asked.getByRole('button', { name: 'Join all 3' }).click()
  await asked.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Import 3 people' }).click()
  await page.getByText('Imported', { exact: false }).first().waitFor()
  const tags = await tagsByEmail(journey.app)
  expect(tags['ann@example.com']).toEqual(['Department: Sales', 'Location: Dallas'])
  expect(tags['bea@example.com']).toEqual(['Department: Saless', 'Location: Dallas'])
  expect(tags['cyd@example.com']).toEqual(['Department: Marketing', 'Location: Denver'])
  const again = await importFile(journey.app, 'again.csv', FILE)
  expect(again.plan?.tags).toMatchObject({ created: [], lookAlikes: [], keysCreated: [] })
})

test('whoever writes another spelling by hand is told what it is known as', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/people/new')
  const key = page.getByRole('combobox', { name: 'Add a key' })
  await key.fill('Department')
  await key.press('Enter')
  await page.getByRole('combobox', { name: 'Department', exact: true }).fill('slaes')
  await page.getByText('“slaes” is known as another spelling of Sales.').waitFor()
  await page.getByRole('option', { name: 'Sales', exact: true }).waitFor()
  await settled(page)
  await shoot(page, 'spellings-person-desktop-light')
  await page.keyboard.press('Escape')
  await page.getByRole('option').waitFor({ state: 'detached' })
  await expectAccessible(page)

  await page.goto('/tags/new')
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Key' }).fill('Department')
  await form.getByRole('combobox', { name: 'Values' }).fill('Slaes')
  await form.getByRole('button', { name: 'Add tag' }).click()
  await page.getByText('is known as another spelling of Sales').waitFor()
  await settled(page)
  await shoot(page, 'spellings-plan-desktop-light')
})

test('the Tags page shows other spellings, adds and forgets them, and keeps look-alikes apart', async () => {
  await importFile(
    journey.app,
    'more.csv',
    'email,first_name,last_name,Department,Locations\ndan@example.com,Dan,Poe,Marketng,Rome',
  )
  const page = await journey.open()
  await signIn(page)
  await page.goto('/tags')
  await page.getByText('also Slaes').waitFor()
  await page.getByText('also Departments').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'spellings-tags-desktop-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await shoot(page, 'spellings-tags-desktop-dark')
  await page.setViewportSize(phone)
  await settled(page)
  await shoot(page, 'spellings-tags-phone-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await shoot(page, 'spellings-tags-phone-light')
  await page.setViewportSize({ width: 1440, height: 900 })

  const alike = page.getByRole('region', { name: 'Look-alikes' })
  await alike.getByRole('button', { name: 'Keep Department: Marketng apart from Marketing' }).click()
  await alike.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Keep Locations apart from Location' }).click()
  await page.getByText('looks like Location').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Acts for Department: Sales', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Other spellings' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('Saless').waitFor()
  await form.getByLabel('Another spelling').fill('Vertrieb')
  await form.getByRole('button', { name: 'Remember spelling' }).click()
  await form.getByRole('button', { name: 'Forget the spelling Vertrieb' }).waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'spellings-form-desktop-light')
  await form.getByRole('button', { name: 'Forget the spelling Slaes' }).click()
  await form.getByText('Slaes', { exact: true }).waitFor({ state: 'detached' })
  await form.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('also Vertrieb').waitFor()
})

test('a renamed value and key go on being known by the names they had', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/tags')
  await page.getByRole('button', { name: 'Acts for Department: Marketing', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('files that still write Marketing mean it').waitFor()
  await settled(page)
  await expectAccessible(page)
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await settled(page)
      if (colorScheme === 'dark') await painted(page)
      await shoot(page, `rename-tag-${size}-${colorScheme}`)
    }
  }
  await page.setViewportSize(desktop)
  await page.emulateMedia({ colorScheme: 'light' })
  await form.getByLabel('Value of Department').fill('Growth')
  await page.keyboard.press('Enter')
  await page.getByText(/also (.*, )?Marketing\b/).waitFor()
  await page.getByRole('button', { name: 'Acts for the key Department', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Rename or set the type' }).click()
  await form.getByText('files that still write Department mean this key').waitFor()
  await form.getByLabel('Name').fill('Dept')
  await page.keyboard.press('Enter')
  await page.getByText(/also (.*, )?Department\b/).waitFor()
  const csv = 'email,first_name,last_name,Department\neve@example.com,Eve,Fox,Marketing'
  const { plan, changeId } = await importFile(journey.app, 'next.csv', csv)
  expect(plan?.tags).toMatchObject({ created: [], keysCreated: [] })
  expect((await tagsByEmail(journey.app))['eve@example.com']).toEqual(['Dept: Growth'])
  // What was remembered stands in the plan of the rename, too.
  const client = await journey.app.client('editor')
  const { items } = await client.changes.list({ limit: 10 })
  const renamed = items.find(change => change.summary.startsWith('Rename the tag key'))?.id ?? 0
  expect(renamed).toBeLessThan(changeId ?? 0)
  await page.goto(`/changes/${renamed}`)
  await page.getByText('The key Department is read as Dept').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'rename-key-change-desktop-light')
  await page.goto('/tags')
  await page.getByRole('button', { name: 'Acts for Dept: Growth', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Other spellings' }).click()
  await form.getByRole('button', { name: 'Forget the spelling Marketing', exact: true }).click()
  await form.getByText('Marketing', { exact: true }).waitFor({ state: 'detached' })
})
