import { afterAll, beforeAll, expect, test } from 'vitest'
import { upload } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

const FILE = [
  'email,first_name,last_name,employee id,Skill,First aider',
  'ann@example.com,Ann,Lee,1,First aid; Forklift,yes',
  'bea@example.com,Bea,Moe,2,Forklift; Welding,no',
].join('\n')

test('a separator chosen for a column changes the plan, and is kept as a preset for the next such file', async () => {
  const { import: one } = await upload(journey.app, { name: 'staff.csv', content: FILE })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/imports/${one.id}`)
  const meaning = page.getByRole('region', { name: 'What the file means' })
  await meaning.getByText('What the cells mean').click()
  const plan = page.getByRole('region', { name: 'What it would do', exact: true })
  await plan.getByText('4 new tags').waitFor()
  await meaning
    .getByLabel('What a cell of Skill holds')
    .selectOption({ label: 'Several, parted by semicolons  ;' })
  await plan.getByText('5 new tags').waitFor()
  await meaning.getByLabel('What a cell of First aider holds').selectOption('Yes or no')
  await meaning.getByText('Yes gives the tag “First aider: Yes”, no takes it away.').waitFor()
  await plan.getByText('4 new tags').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-options-desktop-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await shoot(page, 'import-options-desktop-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await meaning.getByLabel('Keep these choices for files with the same headings').fill('Staff export')
  await meaning.getByRole('button', { name: 'Keep as preset' }).click()
  await page.getByText('Kept as “Staff export”.').waitFor()

  const { import: next } = await upload(journey.app, { name: 'next.csv', content: FILE })
  expect(next.preset?.name).toBe('Staff export')
  await page.goto(`/imports/${next.id}`)
  await plan.getByText('4 new tags').waitFor()
  await meaning.getByText('is applied.').waitFor()
  await page.setViewportSize(phone)
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-options-phone-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'import-options-phone-dark')
  await meaning.getByRole('button', { name: 'Do without it' }).click()
  await meaning.getByRole('button', { name: 'Keep as preset' }).waitFor()
  const client = await journey.app.client('editor')
  const { plan: without } = await client.imports.get({ id: next.id })
  expect(without?.tags.created.map(tag => tag.value)).toContain('First aid; Forklift')

  await page.goto('/imports')
  await page.getByText('Presets (1)').click()
  await page.getByRole('list', { name: 'Presets' }).getByText('Staff export').waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-presets-phone-dark')
  await page.getByRole('button', { name: 'Delete preset Staff export' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete preset Staff export' }).click()
  await page.getByText('Presets (1)').waitFor({ state: 'detached' })
  expect((await client.importPresets.list({})).total).toBe(0)
})
