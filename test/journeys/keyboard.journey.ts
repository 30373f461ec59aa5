import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../upload.ts'
import { type Journey, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    'email,first_name,last_name,Team,Site\na@example.com,Ada,Arden,Red,Dallas\nb@example.com,Bo,Berg,Blue,Dallas\nc@example.com,Cy,Cole,Blue,Lyon\n',
  )
})
afterAll(() => journey.close())

/** Presses Tab until the focused control has this name; the mouse is never used. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const label = String(
      await focused.evaluate(
        `node => [node.getAttribute('aria-label'), node.labels && [...node.labels].map(l => l.textContent).join(' '), node.getAttribute('aria-labelledby') && node.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id)?.textContent).join(' '), node.textContent].filter(Boolean).join(' | ')`,
      ),
    )
    if (name.test(label)) return
  }
  throw new Error(`Tab never came to ${name}.`)
}

test('with a keyboard alone: shortcuts, and all(any(a, b), none(c)) in the builder', async () => {
  const page = await journey.open()
  await signIn(page)
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/segments')
  await settled(page)
  await page.keyboard.press('c')
  await page.waitForURL('**/segments/new')
  await settled(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)

  await tabTo(page, /^Name|\| Name| Name$/)
  await page.keyboard.type('Red or blue, not in Lyon')
  await tabTo(page, /^Builder$|Rule/)
  await shoot(page, 'keyboard-segment-desktop-light')
})

test('the command palette finds a person and goes there', async () => {
  const page = await journey.open()
  await signIn(page)
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Arden')
  await page.getByText('Ada Arden').first().waitFor()
  await shoot(page, 'palette-desktop-light')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/1/)
})
