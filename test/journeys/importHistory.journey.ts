import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAssignment, aSegment } from '../assignments.ts'
import { importFile, upload } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { painted, settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'first.csv',
    [
      'email,first_name,last_name,Department,Location',
      ...Array.from(
        { length: 20 },
        (_, n) => `p${n}@example.com,Person,No${n},${n % 2 ? 'Sales' : 'IT'},Dallas`,
      ),
    ].join('\n'),
  )
  const segment = await aSegment(journey.app, 'Sales people', 'Department is Sales')
  await anAssignment(journey.app, [segment], { title: 'Price list 2026' })
})
afterAll(() => journey.close())

const FILE = [
  'email,first_name,last_name,Department,Location',
  ...Array.from(
    { length: 20 },
    (_, n) => `p${n}@example.com,Persona,No${n},Sales,${n % 3 ? 'Dallas' : 'Rome'}`,
  ),
  'nina@example.com,Nina,New,Sales,Rome',
  'not an address,N,N,Sales,Rome',
].join('\n')

test('before it is imported, each person’s changes are unfolded, searched and downloaded; afterwards the same stands in the history', async () => {
  const { import: one } = await upload(journey.app, { name: 'staff.csv', content: FILE })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/imports/${one.id}`)
  const plan = page.getByRole('region', { name: 'What it would do', exact: true })
  await plan.getByRole('button', { name: /^Changed/ }).click()
  await plan.getByText('Persona No4', { exact: true }).or(plan.getByText('Persona No4')).first().waitFor()
  await settled(page)
  await expectAccessible(page)
  await plan.getByRole('button', { name: /^Changed/ }).scrollIntoViewIfNeeded()
  await shoot(page, 'import-people-desktop-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await painted(page)
  await expectAccessible(page)
  await shoot(page, 'import-people-desktop-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  await shoot(page, 'import-people-phone-light')
  await page.setViewportSize(desktop)
  await plan.getByRole('searchbox', { name: 'Search these names' }).fill('no4')
  const names = plan.getByRole('listitem')
  await expect
    .poll(() => names.allTextContents())
    .toEqual([
      expect.stringMatching(
        /Persona No4.*First name Person.*Persona.*Department: Sales.*enters Sales people/,
      ),
    ])
  for (const [ending, file] of [
    ['CSV', /\.csv$/],
    ['Excel', /\.xlsx$/],
  ] as const) {
    const download = page.waitForEvent('download')
    await plan.getByRole('link', { name: ending }).click()
    expect((await download).suggestedFilename()).toMatch(file)
  }
  await page.getByRole('button', { name: 'Import 21 people' }).click()
  const done = page.getByRole('region', { name: 'What it did' })
  await done.getByText('Imported.').waitFor()
  const past = page.getByLabel('History of this import')
  await past.getByText(/took/).waitFor()
  await page.reload()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-done-desktop-light')
  const file = page.waitForEvent('download')
  await past.getByRole('link', { name: 'Download' }).click()
  expect((await file).suggestedFilename()).toBe('staff.csv')
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'dark' })
  await painted(page)
  await expectAccessible(page)
  await shoot(page, 'import-done-phone-dark')
  await page.close()
})

test('an import is cancelled with the keyboard; the list of imports says so beside what the others did', async () => {
  const { import: one } = await upload(journey.app, { name: 'wrong list.csv', content: FILE })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/imports/${one.id}`)
  const cancel = page.getByRole('button', { name: 'Cancel this import' })
  await cancel.focus()
  await page.keyboard.press('Enter')
  await page.getByText('To import this list after all, upload it again.').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-cancelled-desktop-light')
  expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
  await page.getByRole('main').getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('heading', { name: 'History' }).waitFor()
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'imports-history-desktop-light')
  await page.setViewportSize(phone)
  await shoot(page, 'imports-history-phone-light')
  await page.close()
})

test('an import whose plan is no longer true says what stood in each row, and is committed by a second press', async () => {
  const { import: one } = await upload(journey.app, {
    name: 'moved.csv',
    content: 'email,first_name,last_name,Department\np1@example.com,Person,No1,IT\n',
  })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/imports/${one.id}`)
  const button = page.getByRole('button', { name: 'Import 1 person' })
  await button.waitFor()
  const client = await journey.app.client('editor')
  await client.people.update({ params: { id: 3 }, query: {}, body: { tags: { Department: ['HR'] } } })
  await button.click()
  await page.getByText('Something changed since this was worked out.').waitFor()
  const plan = page.getByRole('region', { name: 'What it would do', exact: true })
  await plan
    .getByText(/^was 21 → 20 −1$/)
    .first()
    .waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-moved-desktop-light')
  await button.click()
  await page.getByRole('region', { name: 'What it did' }).getByText('Imported.').waitFor()
  await page.close()
})
