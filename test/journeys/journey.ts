import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { owner, startApp, type TestApp, type TestOptions } from '../app.ts'
import { findBrowser } from './findBrowser.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const ROOT = new URL('../..', import.meta.url).pathname
const SHOTS = join(ROOT, 'test/screenshots')

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
export type Look = { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' }

export type Journey = { app: TestApp; open(look?: Partial<Look>): Promise<Page>; close(): Promise<void> }

/** A real server with the built web app, and a real browser. Each `open` is a window of its own: nothing is shared. */
export async function startJourney(options: TestOptions = {}): Promise<Journey> {
  buildOnce()
  const app = await startApp(options)
  const profile = mkdtempSync(join(tmpdir(), 'muster-browser-'))
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ARGUMENTS,
    headless: true,
  })
  const contexts: BrowserContext[] = []
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
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      refuseErrors(page)
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await app.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Whatever the console complains of (a policy that was broken, a script that failed) fails the journey. */
function refuseErrors(page: Page): void {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(String(error)))
  page.on('console', message => {
    // The browser reports every answer of 4xx by itself; those are what a journey may be about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text())
  })
  page.on('close', () => {
    if (errors.length > 0) throw new Error(`The console said: ${errors.join('\n')}`)
  })
}

function buildOnce(): void {
  if (existsSync(join(ROOT, 'web/dist/index.html')) && process.env.CI !== 'true') return
  if (builtHere) return
  builtHere = true
  if (process.env.CI === 'true' && existsSync(join(ROOT, 'web/dist/index.html'))) return
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', join(ROOT, 'web/vite.config.ts'), '--logLevel', 'warn'],
    { cwd: ROOT, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The web app could not be built:\n${stderr}`)
}
let builtHere = false

export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname !== '/sign-in')
}

/** Saves what the page looks like, for people to look at; `name` is a file name. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}

/** Waits until nothing loads any more and no skeleton is left. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  await expect.poll(() => page.locator('.mantine-Skeleton-root:visible').count(), { timeout: 15_000 }).toBe(0)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n  ${nodes.map(node => `${node.target.join(' ')} — ${node.failureSummary?.split('\n').slice(1).join(' ').trim()}`).join('\n  ')}`,
  )
  expect(said, `axe on ${page.url()}`).toEqual([])
}
