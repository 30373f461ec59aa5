import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from '../answers.ts'
import { importFile } from '../upload.ts'
import { commitSheet } from './commitSheet.ts'
import { type Journey, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const REDS = 16
const ben = { email: 'ben@example.com', password: 'another good password', name: 'Ben Editor' }

let journey: Journey
let segmentId: number
beforeAll(async () => {
  journey = await startJourney()
  const rows = Array.from({ length: REDS + 4 }, (_, at) => {
    const n = String(at + 1).padStart(2, '0')
    return `p${n}@example.com,Person,No${n},${at < REDS ? 'Red' : 'Blue'}`
  })
  await importFile(journey.app, 'people.csv', ['email,first_name,last_name,Team', ...rows].join('\n'))
  const client = await journey.app.client('owner')
  const made = await client.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } })
  segmentId = asDone(made).id
  const invitation = await client.access.invite({ query: {}, body: { email: ben.email, role: 'editor' } })
  await client.access.acceptInvitation({
    params: { id: invitation.link.split('/').at(-1) ?? '' },
    query: {},
    body: { name: ben.name, password: ben.password },
  })
})
afterAll(() => journey.close())

test('a row of the plan unfolds to its names, and they are searched', async () => {
  const page = await journey.open()
  await signIn(page)
  await planToDeactivateReds(page)
  const sheet = page.getByRole('dialog')
  const names = sheet.getByRole('listitem')
  await unfold(sheet, /^Reds/)
  await names.getByText('Person No01').waitFor()
  expect(await names.count()).toBe(REDS)
  await shoot(page, 'plan-names-desktop-light')
  await sheet.getByRole('searchbox', { name: 'Search these names' }).fill('no07')
  await expect
    .poll(() => names.allTextContents())
    .toEqual([expect.stringMatching(/^Person No07 p07@example.com.*active.*inactive.*leaves Reds/)])
  const download = page.waitForEvent('download')
  await sheet.getByRole('link', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/left\.csv$/)

  await sheet.getByRole('button', { name: 'Back' }).click()
  await sheet.waitFor({ state: 'detached' })
  expect(await people('Reds')).toBe(REDS)
  // The focus is back where the plan was asked for.
  const deactivate = page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Deactivate' })
  await deactivate.and(page.locator(':focus')).waitFor()
})

test('what is bigger than usual is held until its number is typed, and can be undone the same way', async () => {
  const client = await journey.app.client('owner')
  await client.access.updateSettings({
    query: {},
    body: { limits: { deactivated: 5, segmentPeople: 10, segmentShare: 0.5 } },
  })
  const page = await journey.open()
  await signIn(page)
  await planToDeactivateReds(page)
  const sheet = page.getByRole('dialog')
  const brake = sheet.getByRole('region', { name: 'Held' })
  await brake.getByText(/16 people would be deactivated at once/).waitFor()
  const go = sheet.getByRole('button', { name: 'Deactivate 16 people' })
  const box = brake.getByRole('textbox')
  expect(await go.isDisabled()).toBe(true)
  await box.fill('15')
  expect(await go.isDisabled()).toBe(true)
  await shoot(page, 'plan-brake-desktop-light')
  await box.fill((await brake.locator('label strong').textContent()) ?? '')
  expect(await go.isEnabled()).toBe(true)
  await go.click()
  await sheet.waitFor({ state: 'detached' })
  await expect.poll(() => people('Reds')).toBe(0)

  const done = page.getByRole('status', { name: 'Done' })
  await done.getByRole('link', { name: 'See the change' }).waitFor()
  await shoot(page, 'plan-toast-desktop-light')
  await done.getByRole('button', { name: 'Undo' }).click()
  await sheet.getByRole('button', { name: /^Undo change/ }).waitFor()
  await sheet.getByRole('button', { name: /^Reds/ }).waitFor()
  expect(await people('Reds')).toBe(0)
  await commitSheet(page, /^Undo change/)
  await expect.poll(() => people('Reds')).toBe(REDS)
  await page.close()
})

test('a plan that is no longer true says so, marks what differs, and is committed by a second press', async () => {
  const client = await journey.app.client('editor')
  const page = await journey.open()
  await signIn(page)
  await page.goto('/people/1')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  const sheet = page.getByRole('dialog')
  const row = sheet.getByRole('button', { name: /^Reds/ })
  await expect.poll(() => row.textContent()).toContain(`${REDS - 1}`)
  expect(await sheet.getByText('Something changed since this was worked out.').count()).toBe(0)

  await client.people.update({ params: { id: REDS + 1 }, query: {}, body: { tags: { Team: ['Red'] } } })
  await sheet.getByRole('button', { name: 'Deactivate Person No01' }).click()
  await sheet.getByRole('alert').getByText('Something changed since this was worked out.').waitFor()
  await row.getByText(`was ${REDS} → ${REDS - 1} −1`, { exact: true }).waitFor()
  expect(await row.textContent()).toContain(`${REDS + 1}`)
  expect(await people('Reds')).toBe(REDS + 1)
  await shoot(page, 'plan-moved-desktop-light')
  await commitSheet(page, 'Deactivate Person No01')
  expect(await people('Reds')).toBe(REDS)
  await page.getByRole('button', { name: 'Reactivate' }).waitFor()
})

test('two people edit one segment: the second sees who was first, and has both ways on', async () => {
  const first = await journey.open()
  await signIn(first)
  const second = await journey.open()
  await signIn(second, ben)
  for (const page of [first, second]) {
    await page.goto(`/segments/${segmentId}`)
    await settled(page)
  }
  const describe = (page: Page) => page.getByRole('textbox', { name: 'Description' })
  await describe(second).fill('As Ben says it.')
  await describe(first).fill('As Olivia says it.')
  await first.getByRole('button', { name: 'Save segment' }).click()

  const note = second.getByRole('alert')
  await note.getByText('Olivia Owner', { exact: true }).waitFor()
  expect(await describe(second).inputValue()).toBe('As Ben says it.')
  await shoot(second, 'segment-two-editors-desktop-light')
  await note.getByRole('button', { name: 'Save mine anyway' }).click()
  await note.waitFor({ state: 'detached' })
  // Whoever writes nothing just follows.
  await expect.poll(() => describe(first).inputValue()).toBe('As Ben says it.')

  await describe(first).fill('Olivia once more.')
  await describe(second).fill('Ben once more.')
  await second.getByRole('button', { name: 'Save segment' }).click()
  const other = first.getByRole('alert')
  await other.getByText('Ben Editor', { exact: true }).waitFor()
  await other.getByRole('button', { name: 'Load theirs' }).click()
  await other.waitFor({ state: 'detached' })
  expect(await describe(first).inputValue()).toBe('Ben once more.')
})

/** Opens the plan of deactivating everyone in team Red. */
async function planToDeactivateReds(page: Page): Promise<void> {
  await page.goto(`/people?where=${encodeURIComponent('Team is Red')}`)
  await page.getByRole('link', { name: 'Person No01' }).waitFor()
  await settled(page)
  await page.getByRole('checkbox', { name: 'Select the rows loaded' }).click()
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByText(`${REDS} selected`).waitFor()
  await bar.getByRole('button', { name: 'Deactivate' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Deactivate ${REDS} people` })
    .waitFor()
}

async function unfold(sheet: Locator, row: RegExp): Promise<void> {
  const button = sheet.getByRole('button', { name: row })
  await button.click()
  expect(await button.getAttribute('aria-expanded')).toBe('true')
}

async function people(segment: string): Promise<number | undefined> {
  const { items } = await (await journey.app.client('viewer')).segments.list({ q: segment })
  return items[0]?.people
}
