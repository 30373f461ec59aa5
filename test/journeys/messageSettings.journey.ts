import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailCatcher, startMailCatcher } from '../mailCatcher.ts'
import { type Journey, shoot, signIn, startJourney } from './journey.ts'

let journey: Journey
let catcher: MailCatcher
let receiver: Server
let page: Page
const bodies: string[] = []

beforeAll(async () => {
  catcher = await startMailCatcher()
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    response.writeHead(204).end()
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  journey = await startJourney({ config: { smtpUrl: catcher.url, privateWebhooks: true } })
  page = await journey.open()
  await signIn(page)
})
afterAll(async () => {
  await journey.close()
  await catcher.close()
  await new Promise(resolve => receiver.close(resolve))
})

test('the mail beside the form says what is typed, in the language chosen, and a test of it arrives', async () => {
  await page.goto('/settings/messages')
  const mail = page.frameLocator('iframe[title="The mail"]')
  await mail.getByText('Acme has something for you.').waitFor()
  await page.getByLabel('Language', { exact: true }).selectOption('de')
  await mail.getByText('Acme hat etwas für Sie.').waitFor()
  await page.getByLabel('First sentence').fill('Neu bei {workspace}: {title}')
  await mail.getByText('Neu bei Acme: Fire safety').waitFor()
  await page.getByLabel('First sentence').fill('Neu bei {firma}')
  await page.getByText('{firma} is nothing that can be filled in here').first().waitFor()
  await page.getByLabel('First sentence').fill('Neu bei {workspace}')
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await page.getByText('The mail server has taken it for olivia@example.com.').waitFor()
  expect(catcher.mails.map(one => one.text)).toEqual([expect.stringContaining('Neu bei Acme')])
  await shoot(page, 'settings-messages-german-desktop-light')
  await page.getByLabel('Language', { exact: true }).selectOption('ar')
  await mail.locator('html[dir="rtl"]').waitFor()
  await shoot(page, 'settings-messages-arabic-desktop-light')
  await page.getByRole('button', { name: 'Save the settings' }).click()
  await page.getByText('The settings were saved.').waitFor()
  const admin = await journey.app.client('admin')
  expect((await admin.deliverySettings.settings()).texts).toEqual({
    de: { assignedOpening: 'Neu bei {workspace}' },
  })
})

test('pausing shows a banner on every page until sending goes on', async () => {
  await page.getByRole('button', { name: 'Pause all sending' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pause all sending' }).click()
  const banner = page.getByText('Sending is paused in this workspace: messages and webhook calls are held.')
  await banner.waitFor()
  await shoot(page, 'settings-messages-paused-desktop-light')
  await page.goto('/people')
  await banner.waitFor()
  await page.getByRole('link', { name: 'Open the settings' }).click()
  await page.getByRole('button', { name: 'Go on sending' }).click()
  await banner.waitFor({ state: 'detached' })
})

test('a webhook is made, its secret is shown once, tested, and its calls stand in the log', async () => {
  await page.goto('/settings/webhooks')
  const { port } = receiver.address() as AddressInfo
  await page.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook`)
  await page.getByLabel('Description').fill('Course system')
  await page.getByRole('button', { name: 'Make a webhook' }).click()
  await page.getByText(/^Copy the secret of/).waitFor()
  expect(await page.getByLabel('Secret').inputValue()).toMatch(/^whsec_.{44}$/)
  await page.getByRole('link', { name: /Course system/ }).click()
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('Got through').waitFor()
  expect(bodies.map(body => JSON.parse(body).type)).toEqual(['webhook.test'])
  await page.getByRole('button', { name: /^Call again/ }).click()
  await expect.poll(() => page.getByText('Got through').count()).toBe(2)
  expect(bodies[1]).toBe(bodies[0])
  await shoot(page, 'settings-webhook-calls-desktop-light')
})
