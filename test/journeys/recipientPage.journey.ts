import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from '../answers.ts'
import { importFile } from '../upload.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { painted, settled } from './settled.ts'

const PEOPLE = 'email,first_name,last_name,Team\nuna@example.com,Una,One,Red\ntheo@example.com,Theo,Two,Red\n'

let journey: Journey
let page: Page
let link: string

beforeAll(async () => {
  journey = await startJourney()
  await importFile(journey.app, 'people.csv', PEOPLE)
  const client = await journey.app.client('editor')
  const segment = await client.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } })
  const include = [asDone(segment).id]
  await client.assignments.create({
    query: {},
    body: { title: 'Start here', instructions: 'Your **first week**.', audience: { include, exclude: [] } },
  })
  link = new URL((await client.people.get({ id: 1 })).link ?? '').pathname
})
afterAll(() => journey.close())

test('the editor adds steps, moves and removes them by buttons and by keyboard, and publishes', async () => {
  page = await journey.open()
  await signIn(page)
  await page.goto('/assignments/1/edit')
  for (const [at, text] of ['Meet your team', 'Watch the video', 'Sign the form', 'Too much'].entries()) {
    await page.getByRole('button', { name: 'Add a step' }).click()
    const field = page.getByLabel(`Step ${at + 1}`, { exact: true })
    await field.and(page.locator(':focus')).waitFor()
    await page.keyboard.type(text)
  }
  await page.getByLabel('Link of step 2').fill('https://example.org/video')
  await page.getByRole('button', { name: 'Remove step 4' }).click()
  await page.getByRole('button', { name: 'Move step 2 up' }).click()
  await page.getByLabel('Step 3', { exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  const texts = () =>
    Promise.all([1, 2, 3].map(at => page.getByLabel(`Step ${at}`, { exact: true }).inputValue()))
  await expect.poll(texts).toEqual(['Watch the video', 'Sign the form', 'Meet your team'])
  await settled(page)
  await shoot(page, 'steps-editor-desktop-light')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  await commitSheet(page, 'Publish to 2 people')
  await page.getByRole('link', { name: /Una One/ }).waitFor()
})

test('a recipient does step after step on a phone, and the last one completes it', async () => {
  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(link)
  await theirs.getByRole('button', { name: 'Open' }).click()
  await theirs.getByRole('button', { name: 'Done: Watch the video' }).click()
  await theirs.getByText('1 of 3 done').waitFor()
  await settled(theirs)
  await shoot(theirs, 'received-steps-phone-light')
  await expectAccessible(theirs)
  await page.getByText(/1 of 3 steps/).waitFor()
  const dark = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await dark.goto(link)
  await dark.getByRole('button', { name: 'Open' }).click()
  await dark.getByText('1 of 3 done').waitFor()
  await painted(dark)
  await shoot(dark, 'received-steps-phone-dark')
  await expectAccessible(dark)
  await theirs.getByRole('button', { name: 'Done: Sign the form' }).click()
  await theirs.getByRole('button', { name: 'Done: Meet your team' }).click()
  await theirs.getByText('Everything is done').waitFor()
  await settled(theirs)
  await shoot(theirs, 'received-steps-done-phone-light')
  await page.getByRole('button', { name: 'Take back completion of Una One' }).waitFor()
})

test('the link is replaced: the old one says so, the new one opens the page', async () => {
  await page.goto('/people/1')
  await page.getByRole('button', { name: 'Replace the link' }).click()
  await page.getByRole('dialog').getByText('stops working at once').waitFor()
  await settled(page)
  await shoot(page, 'replace-link-plan-desktop-light')
  await commitSheet(page, 'Replace the link')
  const field = page.getByRole('textbox', { name: 'Personal link' })
  await expect.poll(async () => new URL(await field.inputValue()).pathname).not.toBe(link)
  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(link)
  await theirs.getByRole('heading', { name: 'This link has been replaced' }).waitFor()
  await settled(theirs)
  await shoot(theirs, 'received-replaced-phone-light')
  await expectAccessible(theirs)
  await theirs.goto(new URL(await field.inputValue()).pathname)
  await theirs.getByRole('heading', { name: 'Hello Una' }).waitFor()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await commitSheet(page, 'Revoke the link')
  await page.getByRole('button', { name: 'Make a new link' }).waitFor()
  await theirs.reload()
  await theirs.getByRole('heading', { name: 'This link has been revoked' }).waitFor()
  await settled(page)
  await shoot(page, 'revoked-link-desktop-light')
})

test('a list of completions is looked at first, and then counts for whom it names', async () => {
  await page.goto('/assignments/1')
  const list =
    'email,completed at,score\ntheo@example.com,2026-03-02 14:30,87\nnobody@example.com,2026-03-02,\n'
  await page
    .getByLabel('List of completions')
    .setInputFiles({ name: 'done.csv', mimeType: '', buffer: Buffer.from(list) })
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Row 3: nobody here is nobody@example.com.').waitFor()
  const saved = page.waitForEvent('download')
  await sheet.getByRole('button', { name: 'Save the refused rows' }).click()
  expect((await saved).suggestedFilename()).toBe('refused from done.csv')
  await settled(page)
  await shoot(page, 'completions-plan-desktop-light')
  await expectAccessible(page)
  await commitSheet(page, 'Record them as completed')
  await page.getByText('Score: 87').waitFor()
  await settled(page)
  await shoot(page, 'completions-recorded-desktop-light')
})

test('the page speaks the language of the person, from right to left where it is written so', async () => {
  const admin = await journey.app.client('admin')
  const added = await admin.people.create({
    query: {},
    body: {
      email: 'omar@example.com',
      firstName: 'عمر',
      lastName: 'حداد',
      tags: { Team: ['Red'], Language: ['العربية'] },
    },
  })
  await admin.deliverySettings.updateSettings({ query: {}, body: { languageKey: 'Language' } })
  const { link: omars } = await admin.people.get({ id: asDone(added).id })
  const theirs = await journey.open({ viewport: phone })
  await theirs.goto(new URL(omars ?? '').pathname)
  await theirs.getByRole('heading', { name: 'مرحبًا عمر' }).waitFor()
  expect(await theirs.locator('main').getAttribute('dir')).toBe('rtl')
  await theirs.getByRole('button', { name: 'افتح' }).click()
  await theirs.getByRole('button', { name: 'تم: Watch the video' }).click()
  await theirs.getByText('تم 1 من 3').waitFor()
  await settled(theirs)
  await shoot(theirs, 'received-steps-phone-arabic')
  await expectAccessible(theirs)
  await admin.assignments.close({ params: { id: 1 }, query: {}, body: {} })
  await theirs.getByRole('button', { name: 'تم: Meet your team' }).click()
  await theirs.getByRole('alert').getByText('هذه المهمة مغلقة ولم يعد من الممكن إتمامها.').waitFor()
})
