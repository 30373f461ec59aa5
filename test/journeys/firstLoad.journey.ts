import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Journey, signIn, startJourney } from './journey.ts'
import { sampleWorkspace } from './sampleWorkspace.ts'
import { settled } from './settled.ts'

const BUDGET = 200_000

let journey: Journey
let recipientLink: string
beforeAll(async () => {
  journey = await startJourney()
  recipientLink = new URL((await sampleWorkspace(journey.app)).recipient.link ?? '').pathname
})
afterAll(() => journey.close())

test.each([
  ['the first page', () => '/'],
  ['the list of people', () => '/people'],
  ['what recipients see', () => recipientLink],
])('%s needs less than 200 kB of compressed script', async (_, address) => {
  const page = await journey.open()
  await signIn(page)
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', response => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body())
  })
  // The browser must not remember what it loaded for the sign-in page.
  await page.route('**/*.js', route => route.continue())
  await page.goto(address())
  await settled(page)
  const bodies = await Promise.all(scripts.values())
  const sizes = bodies.map(body => gzipSync(body).length)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  expect(scripts.size).toBeGreaterThan(3)
  expect(total, [...scripts.keys()].join('\n')).toBeLessThan(BUDGET)
})
