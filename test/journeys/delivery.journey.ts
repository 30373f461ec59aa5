import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asDone } from '../answers.ts'
import { type MailCatcher, startMailCatcher } from '../mailCatcher.ts'
import { importFile } from '../upload.ts'
import { goTo, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const PEOPLE =
  'email,first_name,last_name,Team\nuna@example.com,Una,One,Red\ntheo@example.com,Theo,Two,Red\ntim@example.com,Tim,Three,Blue\n'

/** A draft for everyone in team Red; answers its id. */
async function aDraft({ app }: Journey): Promise<number> {
  await importFile(app, 'people.csv', PEOPLE)
  const client = await app.client('editor')
  const segment = asDone(
    await client.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } }),
  )
  const draft = await client.assignments.create({
    query: {},
    body: { title: 'Read the price list', audience: { include: [segment.id], exclude: [] } },
  })
  return asDone(draft).id
}

async function completed(page: Page): Promise<string | null> {
  const figures = page.getByRole('region', { name: 'Progress' }).locator('dl > div')
  return await figures.filter({ hasText: 'Completed' }).locator('dd').textContent()
}

describe('with a mail server', () => {
  let journey: Journey
  let catcher: MailCatcher
  let draft: number
  let page: Page
  beforeAll(async () => {
    catcher = await startMailCatcher()
    journey = await startJourney({ config: { smtpUrl: catcher.url } })
    draft = await aDraft(journey)
  })
  afterAll(async () => {
    await journey.close()
    await catcher.close()
  })

  test('publishing sends each recipient their own link, which opens their page on a phone', async () => {
    page = await journey.open()
    await signIn(page)
    await page.goto(`/assignments/${draft}/edit`)
    await page.getByRole('button', { name: 'Publish' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('2 messages go out').waitFor()
    await sheet.getByRole('button', { name: 'Publish to 2 people' }).click()
    await page.waitForURL(/\/assignments\/\d+$/)
    await expect
      .poll(() => catcher.mails.flatMap(mail => mail.envelopeTo).sort(), { timeout: 20_000 })
      .toEqual(['theo@example.com', 'una@example.com'])
    await expect.poll(() => page.getByText('Sent', { exact: true }).count(), { timeout: 20_000 }).toBe(2)

    const mail = catcher.mails.find(one => one.envelopeTo.includes('una@example.com'))
    expect(mail?.subject).toBe('Read the price list')
    const [link = ''] = /http:\S+\/r\/\S+/.exec(mail?.text ?? '') ?? []
    const theirs = await journey.open({ viewport: phone })
    await theirs.goto(link)
    await theirs.getByRole('heading', { name: 'Hello Una' }).waitFor()
    expect(await completed(page)).toBe('0')
    await theirs.getByRole('button', { name: 'Open' }).click()
    await theirs.getByRole('button', { name: 'Mark as done' }).click()
    await theirs.getByText('Done', { exact: true }).waitFor()
    await expect.poll(() => completed(page), { timeout: 15_000 }).toBe('1')
  })

  test('a mail that is refused says why, and goes out when it is sent again', async () => {
    catcher.answer = to =>
      to === 'tim@example.com' ? { at: 'recipient', words: 'No such mailbox' } : undefined
    const client = await journey.app.client('editor')
    await client.people.update({ params: { id: 3 }, query: {}, body: { tags: { Team: ['Red'] } } })
    await page.goto('/messages')
    const row = page.getByRole('row', { name: /Tim Three/ })
    await row.getByText('Bounced').waitFor()
    await row.getByText(/No such mailbox/).waitFor()
    await shoot(page, 'messages-failed-desktop-light')
    catcher.answer = () => undefined
    await row.getByRole('button', { name: 'Send the message to tim@example.com again' }).click()
    await row.getByText('Sent', { exact: true }).waitFor()
    expect(catcher.mails.filter(mail => mail.envelopeTo.includes('tim@example.com'))).toHaveLength(1)
  })
})

describe('without a mail server', () => {
  let journey: Journey
  let draft: number
  beforeAll(async () => {
    journey = await startJourney()
    draft = await aDraft(journey)
  })
  afterAll(() => journey.close())

  test('messages are held, and every page that speaks of them says so', async () => {
    const page = await journey.open()
    await signIn(page)
    await page.goto(`/assignments/${draft}/edit`)
    await page.getByRole('button', { name: 'Publish' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('2 messages are held until sending is set up').waitFor()
    await sheet.getByRole('button', { name: 'Publish to 2 people' }).click()
    await page.waitForURL(/\/assignments\/\d+$/)
    await page.getByText(/Messages are held: sending is not set up/).waitFor()
    await expect.poll(() => page.getByRole('cell', { name: 'Held' }).count()).toBe(2)

    await page.getByRole('link', { name: 'See the messages' }).click()
    await page.getByText(/^Sending is not set up, so messages are held/).waitFor()
    await page.getByRole('button', { name: 'Held 2' }).waitFor()
    expect(await page.getByRole('button', { name: /^Send the message/ }).count()).toBe(0)

    await goTo(page, 'Home')
    await page.getByRole('link', { name: '2 messages are held' }).waitFor()
    await settled(page)
  })
})
