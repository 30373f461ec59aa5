import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, type Journey, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const SENDING = '**/api/v1/guide/*/feedback'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

test('readers say whether a page helped; what is kept, owners see; what is not, readers are told', async () => {
  const page = await journey.open()
  await signIn(page)
  await goTo(page, 'Help')
  await page.getByRole('link', { name: 'What are tags and segments?' }).click()
  await page.getByRole('heading', { level: 1, name: 'What are tags and segments?' }).waitFor()
  const asked = page.getByRole('region', { name: 'Did this answer your question?' })
  await asked.getByRole('button', { name: 'No', exact: true }).click()
  await asked.getByLabel('What were you looking for? (optional)').fill('Who may see them.')

  await page.route(SENDING, route => route.abort())
  await asked.getByRole('button', { name: 'Send the answer' }).click()
  const alert = asked.getByRole('alert')
  await expect
    .poll(() => alert.textContent())
    .toBe('There was a problem submitting your feedback. Please try again later.')
  await settled(page)
  await shoot(page, 'feedback-problem-desktop-light')
  const client = await journey.app.client('owner')
  expect((await client.guide.feedback({})).total).toBe(0)

  // What was written is still there, and goes out at the next try.
  await page.unroute(SENDING)
  await asked.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('Thank you. Your answer was kept for the owners of this workspace.').waitFor()

  await page.goto('/help/making-a-segment')
  await asked.getByRole('button', { name: 'Yes', exact: true }).click()
  await asked.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText(/^Thank you\./).waitFor()

  await page.goto('/settings/feedback')
  const row = (name: RegExp) => page.getByRole('row', { name })
  await row(/what are tags and segments/).waitFor()
  expect(await row(/what are tags and segments/).textContent()).toMatch(
    /No.*Who may see them\..*Olivia Owner/,
  )
  expect(await row(/making a segment/).textContent()).toMatch(/Yes/)
})
