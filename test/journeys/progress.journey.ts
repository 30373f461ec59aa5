import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleCsv } from '../../samples/makePeople.ts'
import { asDone } from '../answers.ts'
import { type MailCatcher, startMailCatcher } from '../mailCatcher.ts'
import { importFile } from '../upload.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { painted, settled } from './settled.ts'
import { weeksOfUse } from './weeksOfUse.ts'

const PEOPLE = 'email,first_name,last_name,Team\nuna@example.com,Una,One,Red\ntheo@example.com,Theo,Two,Red\n'

let journey: Journey
let catcher: MailCatcher
let page: Page
let draft: number
let old: number

beforeAll(async () => {
  catcher = await startMailCatcher()
  journey = await startJourney({ config: { smtpUrl: catcher.url } })
  const { app } = journey
  await importFile(app, 'people.csv', PEOPLE)
  await importFile(app, 'sample.csv', [...sampleCsv(240)].join(''))
  const client = await app.client('editor')
  const segment = async (name: string, text: string) =>
    asDone(await client.segments.create({ query: {}, body: { name, text } })).id
  const include = [await segment('Reds', 'Team is Red')]
  const made = await client.assignments.create({
    query: {},
    body: { title: 'Read the price list', audience: { include, exclude: [] } },
  })
  draft = asDone(made).id
  old = await weeksOfUse(app, 'Data protection at work', await segment('Everyone else', 'Team missing'))
})
afterAll(async () => {
  await journey.close()
  await catcher.close()
})

/** What the legend of the chart says of a figure. */
const charted = (words: string) =>
  page
    .getByRole('figure', { name: 'Over time' })
    .locator('dl > div', { hasText: words })
    .locator('dd')
    .textContent()

test('published, told by mail, opened and completed on a phone: the chart moves without a reload', async () => {
  page = await journey.open()
  await signIn(page)
  await page.goto(`/assignments/${draft}/edit`)
  await page.getByRole('button', { name: 'Publish' }).click()
  await commitSheet(page, 'Publish to 2 people')
  await expect.poll(() => charted('Received')).toBe('2')
  expect(await charted('Completed')).toBe('0')
  await page.evaluate('window.isTheSameWindow = true')

  const mailOf = () => catcher.mails.find(mail => mail.envelopeTo.includes('una@example.com'))
  await expect.poll(mailOf).toBeDefined()
  const [link = ''] = /http:\S+\/r\/\S+/.exec(mailOf()?.text ?? '') ?? []
  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(link)
  await theirs.getByRole('heading', { name: 'Hello Una' }).waitFor()
  await theirs.getByRole('button', { name: 'Open' }).click()
  await expect.poll(() => charted('Opened')).toBe('1')
  await theirs.getByRole('button', { name: 'Mark as done' }).click()
  await expect.poll(() => charted('Completed')).toBe('1')
  expect(await page.evaluate('window.isTheSameWindow')).toBe(true)
  await settled(page)
  await shoot(page, 'progress-first-day-desktop-light')
})

test('the chart is walked through by keyboard, says each step, and stands below as a table', async () => {
  await page.goto(`/assignments/${old}`)
  await settled(page)
  await shoot(page, 'progress-desktop-light')
  const steps = page.getByRole('slider', { name: 'Over time: step' })
  const now = await charted('Completed')
  await steps.focus()
  await page.keyboard.press('Home')
  expect(await steps.getAttribute('aria-valuetext')).toMatch(/^\d+ \w+ \d{4}: \d+ received, .* completed$/)
  expect(await charted('Completed')).not.toBe(now)
  await page.keyboard.press('End')
  expect(await charted('Completed')).toBe(now)
  await page.getByText('As a table').click()
  await page
    .getByRole('row')
    .filter({ hasText: now ?? '' })
    .first()
    .waitFor()
  await expectAccessible(page)
})

test('by a tag key and by the segments of the audience', async () => {
  await page.getByRole('combobox', { name: 'Break down by' }).click()
  await page.getByRole('option', { name: /^Department/ }).click()
  await page.getByRole('table', { name: 'By Department' }).waitFor()
  await settled(page)
  await page.getByRole('heading', { name: 'Breakdown' }).scrollIntoViewIfNeeded()
  await shoot(page, 'progress-by-key-desktop-light')
  await page.goto(`/assignments/${old}?segments=true`)
  await page.getByRole('table', { name: 'By segment' }).getByText('Everyone else').waitFor()
})

test('on a phone and by night', async () => {
  const small = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await signIn(small)
  await small.goto(`/assignments/${old}?by=Department`)
  await settled(small)
  await painted(small)
  await small.getByRole('heading', { name: 'Over time' }).scrollIntoViewIfNeeded()
  await shoot(small, 'progress-phone-dark')
})

test('reports: every assignment, by a key, and what is overdue by manager', async () => {
  const admin = await journey.app.client('admin')
  await admin.deliverySettings.updateSettings({
    query: {},
    body: { escalation: { afterDays: 3, managerKey: 'Job Role' } },
  })
  await page.goto('/')
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL('/reports')
  await page.getByRole('link', { name: 'Data protection at work', exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Break down by' }).click()
  await page.getByRole('option', { name: /^Department/ }).click()
  await page.getByRole('table', { name: 'By Department' }).waitFor()
  await settled(page)
  await shoot(page, 'reports-of-weeks-desktop-light')
  await page.getByRole('link', { name: 'Overdue', exact: true }).click()
  await page.getByRole('table', { name: 'By Job Role' }).waitFor()
  await settled(page)
  await shoot(page, 'reports-overdue-of-weeks-desktop-light')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/\.csv$/)
  const lines = readFileSync(await saved.path(), 'utf8')
    .trim()
    .split('\n')
  await page.getByRole('heading', { name: `${lines.length - 1} overdue recipients` }).waitFor()
  const group = page.getByRole('table', { name: 'By Job Role' }).getByRole('row').nth(1)
  const figures = await group.getByRole('cell').allTextContents()
  await group.getByRole('button').click()
  await page.getByRole('heading', { name: `${figures[2]} overdue recipients` }).waitFor()
  await page.getByRole('button', { name: `Clear the filter Job Role: ${figures[0]}` }).click()
  await page.getByRole('table', { name: 'By Job Role' }).waitFor()
})

test('the leaderboard is nowhere until an admin chooses a key, and gone when none is chosen', async () => {
  await page.goto('/reports')
  await settled(page)
  expect(await page.getByRole('link', { name: 'Leaderboard' }).count()).toBe(0)
  await page.goto('/settings/leaderboard')
  await page.getByLabel('Rank by').selectOption('Department')
  await settled(page)
  await shoot(page, 'leaderboard-settings-desktop-light')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The leaderboard is on').waitFor()
  await page.goto('/reports')
  await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Leaderboard' }).click()
  await page.getByRole('table', { name: 'Leaderboard' }).waitFor()
  await page.getByRole('row', { name: /Sales/ }).waitFor()
  expect(await page.getByText('Facilities').count(), 'three people, less than the smallest group').toBe(0)
  await settled(page)
  await shoot(page, 'leaderboard-desktop-light')
  await expectAccessible(page)
  await page.goto('/settings/leaderboard')
  await page.getByLabel('Rank by').selectOption('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The leaderboard is off').waitFor()
  await page.goto('/reports/leaderboard')
  await page.getByText('There is no leaderboard: it is switched off.').waitFor()
})

test('a person’s page says what became of everything they received', async () => {
  await page.goto('/reports/overdue')
  await page.getByRole('table', { name: 'Overdue' }).getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('img', { name: /^Since .*: 1 received, 0 completed$/ }).waitFor()
  await settled(page)
  await shoot(page, 'person-progress-desktop-light')
})
