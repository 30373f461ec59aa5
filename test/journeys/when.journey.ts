import { afterAll, beforeAll, expect, test } from 'vitest'
import { repeatDue } from '../../src/assignments/repeatDue.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { sampleWorkspace } from './sampleWorkspace.ts'

let journey: Journey
let live: number
let clock: Date

beforeAll(async () => {
  clock = new Date()
  journey = await startJourney({ now: () => clock })
  live = (await sampleWorkspace(journey.app)).live.id
})
afterAll(async () => await journey.close())

test('an assignment that comes again is written in words, with its next days beside it', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/assignments/new')
  await page.getByRole('textbox', { name: 'Title' }).fill('Data protection, yearly')
  await page.getByRole('radio', { name: 'After completion' }).check()
  await page.getByRole('textbox', { name: 'Every', exact: true }).fill('12')
  await page.getByRole('radio', { name: 'Working days after receiving' }).check()
  await page.getByRole('textbox', { name: 'Working days after receiving' }).fill('10')
  const dates = page.getByRole('status', { name: 'Next dates' })
  await expect.poll(() => dates.getByRole('listitem').count()).toBe(3)
  expect(await dates.innerText()).toMatch(/If it is completed on the day it comes:/)
  await shoot(page, 'assignment-repeat-desktop')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'By date, for everyone' }).check()
  await page.getByLabel('From (empty: the start)').fill('2031-01-31')
  await expect.poll(() => dates.innerText()).toMatch(/Jan 31, 2031/)
  const onADay = page.getByRole('radio', { name: 'On a day', exact: true })
  expect(await onADay.isDisabled()).toBe(true)
  await page.getByRole('radio', { name: 'It comes once' }).check()
  await onADay.check()
  await page.getByLabel('Due on').fill('2030-01-01')
  await page.getByRole('radio', { name: 'By date, for everyone' }).check()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('What repeats is due some days after it was received.').waitFor()
})

test('somebody is exempt, another has longer, and what came again shows who had not completed it', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/assignments/${live}`)
  const editor = await journey.app.client('editor')
  const { items } = await editor.assignments.recipients({ id: live, status: 'assigned' })
  const [one = '', other = ''] = items.map(({ person }) => `${person.firstName} ${person.lastName}`)

  await page.getByRole('button', { name: `Exceptions for ${one}` }).click()
  await page.getByRole('menuitem', { name: 'Extend due day' }).click()
  const day = (days: number) => new Date(clock.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('New due day').fill(day(30))
  await page.getByLabel('Reason').fill('Was ill for two weeks')
  await shoot(page, 'assignment-extend-desktop')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Extend due day', exact: true }).click()
  await commitSheet(page, `Extend the due day of ${one}`)
  await page.getByText('extended', { exact: true }).waitFor()

  await page.getByRole('button', { name: `Exceptions for ${other}` }).click()
  await page.getByRole('menuitem', { name: `Exempt ${other}` }).click()
  await page.getByLabel('Up to and including').fill(day(20))
  await page.getByLabel('Reason').fill('Parental leave')
  await page.getByRole('button', { name: 'Exempt person' }).click()
  await shoot(page, 'assignment-exempt-plan-desktop')
  await commitSheet(page, `Exempt ${other}`)
  const exceptions = page.getByRole('region', { name: 'Exceptions' })
  await exceptions.getByText('Parental leave').waitFor()
  await page.getByText('No longer required since').first().waitFor()

  await editor.assignments.update({
    params: { id: live },
    body: { repeat: { every: { months: 1 }, from: 'date' } },
  })
  clock = new Date(clock.getTime() + 32 * 86_400_000)
  expect(await repeatDue(journey.app.context)).toBe(1)
  await page.goto(`/assignments/${live}?past=true`)
  await page.getByText('Not completed').first().waitFor()
  await shoot(page, 'assignment-past-desktop')
  await expectAccessible(page)
  const dark = await journey.open({ viewport: desktop, colorScheme: 'dark' })
  await signIn(dark)
  await dark.goto(`/assignments/${live}`)
  await dark.getByRole('region', { name: 'Exceptions' }).getByText('Parental leave').waitFor()
  await shoot(dark, 'assignment-exceptions-dark')
  await expectAccessible(dark)
  const small = await journey.open({ viewport: phone })
  await signIn(small)
  await small.goto(`/assignments/${live}`)
  await small.getByRole('region', { name: 'Exceptions' }).getByText('Parental leave').scrollIntoViewIfNeeded()
  await shoot(small, 'assignment-exceptions-phone')
  await expectAccessible(small)
})

test('working days and closed days are settings of the workspace', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/settings')
  await page.getByRole('checkbox', { name: 'Fri' }).uncheck()
  await page.getByRole('checkbox', { name: 'Sun' }).check()
  await page.getByLabel('Closed days').fill('2031-12-25 Christmas Day\nsoon')
  await page.getByRole('button', { name: 'Save the settings' }).click()
  await page.getByText('A day is written like 2026-12-25.').waitFor()
  await page.getByLabel('Closed days').fill('2031-12-25 Christmas Day')
  await page.getByRole('button', { name: 'Save the settings' }).click()
  await page.getByText('The settings were saved.').waitFor()
  await shoot(page, 'settings-working-days-desktop')
  await expectAccessible(page)
  const client = await journey.app.client('viewer')
  expect(await client.access.settings()).toMatchObject({
    workingDays: [1, 2, 3, 4, 7],
    closedDays: [{ on: '2031-12-25', name: 'Christmas Day' }],
  })
  const small = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await signIn(small)
  await small.goto('/settings')
  await small.getByLabel('Closed days').scrollIntoViewIfNeeded()
  await shoot(small, 'settings-working-days-phone-dark')
  await expectAccessible(small)
})
