import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  desktop,
  expectAccessible,
  type Journey,
  phone,
  settled,
  shoot,
  signIn,
  startJourney,
} from './journey.ts'
import { sampleWorkspace } from './sampleWorkspace.ts'

let journey: Journey
let sample: Awaited<ReturnType<typeof sampleWorkspace>>
beforeAll(async () => {
  journey = await startJourney()
  sample = await sampleWorkspace(journey.app)
})
afterAll(() => journey.close())

/** Every page: its name, its address, and the heading by which it is known to be there. */
const pages: [string, (of: typeof sample) => string, RegExp | null][] = [
  ['home', () => '/', null],
  ['people', () => '/people', /People/],
  ['people-new', () => '/people/new', null],
  ['person', ({ recipient }) => `/people/${recipient?.person.id}`, null],
  ['tags', () => '/tags', /Tags/],
  ['tags-new', () => '/tags/new', null],
  ['segments', () => '/segments', /Segments/],
  ['segment', ({ segment }) => `/segments/${segment.id}`, null],
  ['segment-people', ({ segment }) => `/segments/${segment.id}?tab=people`, null],
  ['segment-history', ({ segment }) => `/segments/${segment.id}?tab=history`, null],
  ['segment-new', () => '/segments/new', null],
  ['assignments', () => '/assignments', /Assignments/],
  ['assignment', ({ assignment }) => `/assignments/${assignment.id}`, null],
  ['assignment-edit', ({ assignment }) => `/assignments/${assignment.id + 1}/edit`, null],
  ['assignment-new', () => '/assignments/new', null],
  ['imports', () => '/imports', /Imports/],
  ['import', () => '/imports/1', null],
  ['changes', () => '/changes', /Changes/],
  ['change', () => '/changes/1', null],
  ['messages', () => '/messages', /Messages/],
  ['help', () => '/help', null],
  ['help-page', () => '/help/tags-and-segments', null],
  ['settings', () => '/settings', null],
  ['settings-members', () => '/settings/members', null],
  ['settings-keys', () => '/settings/keys', null],
  ['settings-feedback', () => '/settings/feedback', null],
]

const looks = [
  ['desktop-light', { viewport: desktop, colorScheme: 'light' }],
  ['desktop-dark', { viewport: desktop, colorScheme: 'dark' }],
  ['phone-light', { viewport: phone, colorScheme: 'light' }],
  ['phone-dark', { viewport: phone, colorScheme: 'dark' }],
] as const

for (const [lookName, look] of looks) {
  describe(lookName, () => {
    test('every page is there, says what it is, fits its window, and axe finds nothing', async () => {
      const page = await journey.open(look)
      await signIn(page)
      const problems: string[] = []
      for (const [name, address, heading] of pages) {
        await page.goto(address(sample))
        await settled(page)
        await shoot(page, `${name}-${lookName}`)
        try {
          await expect
            .poll(() => page.getByRole('heading', { level: 1 }).count(), { timeout: 10_000 })
            .toBeGreaterThan(0)
          if (heading)
            expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toMatch(heading)
          expect(await page.title()).not.toBe('')
          const overflow = Number(
            await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
          )
          expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0)
          await expectAccessible(page)
        } catch (error) {
          problems.push(`${name}: ${error instanceof Error ? error.message : error}`)
        }
      }
      expect(problems).toEqual([])
    })

    test('the pages without an account are there too', async () => {
      const page = await journey.open(look)
      const problems: string[] = []
      for (const [name, address] of [
        ['sign-in', '/sign-in'],
        ['received', new URL(sample.recipient?.link ?? '').pathname],
        ['received-unknown', '/r/this-link-is-not-one-of-ours'],
      ] as const) {
        await page.goto(address)
        await settled(page)
        await shoot(page, `${name}-${lookName}`)
        await expectAccessible(page).catch((error: Error) => problems.push(`${name}: ${error.message}`))
      }
      expect(problems).toEqual([])
    })
  })
}
