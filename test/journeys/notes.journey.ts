import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    [
      'email,first_name,last_name,Department,Location',
      'a@example.com,Ada,Arden,Sales,Dallas',
      'b@example.com,Bo,Berg,Sales,Lyon',
      'c@example.com,Cy,Cole,Slaes,Dallas',
      'd@example.com,Di,Dorn,Legal,Dallas',
    ].join('\n'),
  )
  const client = await journey.app.client('owner')
  await client.segments.create({ query: {}, body: { name: 'Dallas', text: 'Location is Dallas' } })
})
afterAll(() => journey.close())

const RULE = 'Location is Dallas and (Department is (Slaes, Legal) or Department missing) and Location exists'

async function openRule(page: Page, text: string) {
  await page.goto(`/segments/new?text=${encodeURIComponent(text)}`)
  await page
    .getByRole('complementary', { name: 'Whom the rule reaches' })
    .getByText(/^\d+$/)
    .first()
    .waitFor()
  await settled(page)
}

test('a rule is told what cannot matter and what is misspelt, and mended by two presses', async () => {
  const page = await journey.open()
  await signIn(page)
  await openRule(page, RULE)
  const notes = page.getByRole('region', { name: 'Worth knowing' })
  await notes.getByText('“Location exists” changes nothing').waitFor()
  await notes.getByText('“Slaes”, which 1 person has, looks like “Sales”').waitFor()
  await expectAccessible(page)
  await shoot(page, 'segment-notes-desktop-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await shoot(page, 'segment-notes-desktop-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await notes.getByRole('button', { name: 'Remove this part' }).click()
  await page.getByRole('heading', { name: 'Whom it reaches' }).and(page.locator(':focus')).waitFor()
  await notes.getByText('changes nothing').waitFor({ state: 'detached' })
  await notes.getByRole('button', { name: 'Use “Sales” instead' }).click()
  await notes.waitFor({ state: 'detached' })
  await page.getByText('Text', { exact: true }).click()
  expect(await page.getByRole('textbox', { name: 'Rule as text' }).inputValue()).toBe(
    'Location is Dallas and (Department is (Sales, Legal) or Department missing)',
  )
})

test('a contradiction and a segment with the same people are named', async () => {
  const page = await journey.open({ viewport: phone })
  await signIn(page)
  await openRule(page, 'Department is Legal and Department missing and Location is Lyon')
  const notes = page.getByRole('region', { name: 'Worth knowing' })
  await notes.getByText('“Department is Legal and Department missing” contradicts itself').waitFor()
  await page.evaluate("document.getElementById('rule-notes').scrollIntoView({ block: 'center' })")
  await expectAccessible(page)
  await shoot(page, 'segment-notes-phone-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await openRule(page, 'Location is Dallas')
  await notes.getByText('This means the same as the segment “Dallas”').waitFor()
  await page.evaluate("document.getElementById('rule-notes').scrollIntoView({ block: 'center' })")
  await expectAccessible(page)
  await shoot(page, 'segment-notes-phone-dark')
  await notes.getByRole('link', { name: 'Open “Dallas”' }).waitFor()
})
