import type { Page, Request } from 'playwright-core'
import { vi } from 'vitest'

/** The requests of each window that are not answered yet. */
const underWay = new WeakMap<Page, Set<Request>>()

/** To be called before the window's first page: `settled` goes by what this has seen. */
export function followRequests(page: Page): void {
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', request => {
    // The stream of events is meant to stay open.
    if (!request.url().endsWith('/api/v1/events')) requests.add(request)
  })
  // When the answer has begun: of one whose body nobody reads the browser never says that it has ended.
  page.on('response', response => requests.delete(response.request()))
  page.on('requestfailed', request => requests.delete(request))
}

const NOTHING_LOADS = `(() =>
  document.querySelector('h1') !== null &&
  ![...document.querySelectorAll('.mantine-Skeleton-root, [aria-busy="true"]')].some(one => one.checkVisibility()) &&
  document.fonts.status === 'loaded'
)()`

/** Waits until the page has its heading, nothing is asked for any more and no skeleton is left. */
export async function settled(page: Page): Promise<void> {
  let quiet = 0
  // Not expect.poll, which knows nothing of tests that run at once.
  await vi.waitFor(
    async () => {
      const isQuiet =
        underWay.get(page)?.size === 0 && (await page.evaluate(NOTHING_LOADS).catch(() => false))
      quiet = isQuiet ? quiet + 1 : 0
      if (quiet <= 2) throw new Error(`${page.url()} never came to rest`)
    },
    { timeout: 45_000, interval: 60 },
  )
}

/** Waits until the page has taken on the dark colours everywhere: they pass from element to element, frame by frame. */
export async function painted(page: Page): Promise<void> {
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  await page.evaluate(`new Promise(resolve => {
    let still = 0
    const look = () => {
      still = document.getAnimations().length === 0 ? still + 1 : 0
      if (still > 5) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })`)
}
