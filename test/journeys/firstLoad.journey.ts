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
  const scripts = new Set<string>()
  page.on('request', request => {
    if (request.resourceType() === 'script') scripts.add(request.url())
  })
  // The browser must not remember what it loaded for the sign-in page.
  await page.route('**/*.js', route => route.continue())
  await page.goto(address())
  await settled(page)
  // Asked for again, not taken from the browser, which forgets bodies when it moves on.
  const bodies = await Promise.all([...scripts].map(async url => (await fetch(url)).arrayBuffer()))
  const total = bodies.reduce((sum, body) => sum + gzipSync(new Uint8Array(body)).length, 0)
  expect(scripts.size).toBeGreaterThan(3)
  expect(total, [...scripts].join('\n')).toBeLessThan(BUDGET)
})
