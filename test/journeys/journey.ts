import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { buildWebApp } from '../../src/cli/buildWebApp.ts'
import { owner, startApp, type TestApp, type TestOptions } from '../app.ts'
import { findBrowser } from './findBrowser.ts'
import { followRequests } from './settled.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SHOTS = join(import.meta.dirname, '../screenshots')

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
export type Look = { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' }

export type Journey = { app: TestApp; open(look?: Partial<Look>): Promise<Page>; close(): Promise<void> }

const windows: Page[] = []

/** What was on the screens when a journey failed. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const about = task.name.replaceAll(/\W+/g, '-').slice(0, 40)
  for (const [index, page] of windows.entries()) {
    if (!page.isClosed()) await shoot(page, `failed-${about}-${index + 1}`)
  }
})

/** A real server with the built web app, and a real browser. Each `open` is a window of its own: nothing is shared. */
export async function startJourney(options: TestOptions = {}): Promise<Journey> {
  await buildWebApp()
  const app = await startApp(options)
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ARGUMENTS,
    headless: true,
  })
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  return {
    app,
    async open({ viewport = desktop, colorScheme = 'light' } = {}) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        baseURL: app.url,
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      followRequests(page)
      listenTo(page, complaints)
      windows.push(page)
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await app.close()
      expect(complaints, 'what the browsers complained of').toEqual([])
    },
  }
}

/** Whatever the console complains of (a policy that was broken, a script that failed) fails the journey at its end. */
function listenTo(page: Page, complaints: string[]): void {
  const complain = (words: string) => complaints.push(`${new URL(page.url()).pathname}: ${words}`)
  page.on('pageerror', error => complain(String(error)))
  page.on('console', message => {
    // The browser reports every answer of 4xx by itself; those are what a journey may be about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complain(message.text())
  })
}

export async function signIn(page: Page, account = owner): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname !== '/sign-in')
}

/** Follows a link of the navigation. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click()
}

/** Saves what the page looks like, for people to look at; `name` is a file name. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}
