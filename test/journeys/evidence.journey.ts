import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { sampleWorkspace } from './sampleWorkspace.ts'
import { settled } from './settled.ts'

let journey: Journey
let live: number
let clock: Date

beforeAll(async () => {
  clock = new Date(Date.now() - 3 * 86_400_000)
  journey = await startJourney({ now: () => clock })
  live = (await sampleWorkspace(journey.app)).live.id
  clock = new Date()
})
afterAll(() => journey.close())

test('the recipients of a past day, and what is on record of them as a page to print', async () => {
  const editor = await journey.app.client('editor')
  const [open] = (await editor.assignments.recipients({ id: live, status: 'assigned' })).items
  const personId = open?.person.id ?? 0
  await editor.assignments.updateRecipient({
    params: { id: live, personId },
    body: { status: 'completed', note: 'Signed on paper' },
  })
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/assignments/${live}`)
  await page.getByText('Signed on paper').waitFor()

  await page.getByRole('button', { name: 'As of today' }).click()
  const yesterday = new Date(clock.getTime() - 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('As things stood at the end of').fill(yesterday)
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('note').waitFor()
  await settled(page)
  expect(await page.getByText('Signed on paper').count()).toBe(0)
  expect(await page.getByRole('columnheader', { name: 'Acts' }).count()).toBe(0)
  await shoot(page, 'assignment-as-of-desktop')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Evidence report' }).click()
  expect(await page.getByRole('radio', { name: 'A day and time' }).isChecked()).toBe(true)
  await shoot(page, 'evidence-dialog-desktop')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Now', exact: true }).check()
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Open page to print' }).click()
  const report = await opened
  await report.getByText('Signed on paper').waitFor()
  await expectAccessible(report)
  await report.emulateMedia({ media: 'print' })
  await shoot(report, 'evidence-page-desktop')

  const pocket = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await signIn(pocket)
  await pocket.goto(`/people/${personId}`)
  await pocket.getByRole('button', { name: 'Evidence report' }).click()
  const href = await pocket.getByRole('link', { name: 'Save as JSON' }).getAttribute('href')
  expect(href).toBe(`/api/v1/people/${personId}/evidence`)
  await settled(pocket)
  await shoot(pocket, 'evidence-dialog-phone')
  await expectAccessible(pocket)
})
