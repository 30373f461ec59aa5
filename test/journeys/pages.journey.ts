import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { sampleWorkspace } from './sampleWorkspace.ts'
import { painted, settled } from './settled.ts'

let journey: Journey
let sample: Awaited<ReturnType<typeof sampleWorkspace>>
beforeAll(async () => {
  journey = await startJourney()
  sample = await sampleWorkspace(journey.app)
})
afterAll(() => journey.close())

type Address = string | ((of: typeof sample) => string)
/** Every page: its name, its address, and the heading by which it is known to be there. */
const pages: [string, Address, RegExp][] = [
  ['home', '/', /^Acme$/],
  ['people', '/people', /^People/],
  ['people-by-rule', '/people?where=Department is Sales', /^People/],
  ['people-nobody', '/people?q=nobody of this name', /^People/],
  ['people-new', '/people/new', /^People/],
  ['person', ({ recipient }) => `/people/${recipient.person.id}`, /\w/],
  ['person-why', ({ recipient, segment }) => `/people/${recipient.person.id}?why=${segment.id}`, /\w/],
  ['tags', '/tags', /^Tags/],
  ['tags-new', '/tags/new', /^Tags/],
  ['segments', '/segments', /^Segments/],
  ['segment', ({ segment }) => `/segments/${segment.id}`, /\w/],
  ['segment-people', ({ segment }) => `/segments/${segment.id}?tab=people`, /\w/],
  ['segment-history', ({ segment }) => `/segments/${segment.id}?tab=history`, /\w/],
  ['segment-overlap', ({ segment }) => `/segments/${segment.id}?tab=overlap`, /\w/],
  ['segment-new', '/segments/new', /^New segment/],
  ['assignments', '/assignments', /^Assignments/],
  ['assignment', ({ live }) => `/assignments/${live.id}`, /^Fire safety/],
  ['assignment-by-key', ({ live }) => `/assignments/${live.id}?by=Department`, /^Fire safety/],
  ['assignment-edit', ({ draft }) => `/assignments/${draft.id}/edit`, /^New travel policy/],
  ['assignment-new', '/assignments/new', /^New assignment/],
  ['reports', '/reports?by=Department', /^Reports/],
  ['reports-overdue', '/reports/overdue', /^Reports/],
  ['imports', '/imports', /^Imports/],
  ['import', '/imports/1', /^people\.csv/],
  ['import-problems', ({ upload }) => `/imports/${upload.id}`, /^second list\.csv/],
  ['changes', '/changes', /^Changes/],
  ['change', '/changes/1', /people\.csv/],
  ['messages', '/messages', /^Messages/],
  ['help', '/help', /^Help/],
  ['help-page', '/help/what-are-tags-and-segments', /^What are tags and segments\?/],
  ['help-rules', '/help/making-a-segment', /^Making a segment/],
  ['settings', '/settings', /^Settings/],
  ['settings-members', '/settings/members', /^Settings/],
  ['settings-messages', '/settings/messages', /^Settings/],
  ['settings-leaderboard', '/settings/leaderboard', /^Settings/],
  ['settings-webhooks', '/settings/webhooks', /^Settings/],
  ['settings-webhook', '/settings/webhooks/1', /^Settings/],
  ['settings-keys', '/settings/keys', /^Settings/],
  ['settings-feedback', '/settings/feedback', /^Settings/],
  ['not-found', '/no/such/page', /^Nothing here/],
]
const pagesWithoutAccount: typeof pages = [
  ['sign-in', '/sign-in', /^Sign in/],
  ['received', ({ recipient }) => new URL(recipient.link ?? '').pathname, /^Hello/],
  ['received-unknown', '/r/this-link-is-not-one-of-ours', /does not work/],
]

/** Looks at one page by day and by night; answers what is wrong with it. */
async function lookAt(page: Page, [name, address, heading]: (typeof pages)[number], width: string) {
  const wrong: string[] = []
  const check = async (what: () => Promise<void>) =>
    await what().catch((error: Error) => wrong.push(`${name}, ${width}: ${error.message}`))

  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(typeof address === 'string' ? address : address(sample))
  await check(async () => {
    await settled(page)
    expect(await page.getByRole('heading', { level: 1, includeHidden: true }).first().textContent()).toMatch(
      heading,
    )
    // “Muster” alone is what the window is called before the page has said what it is.
    expect(await page.title()).toMatch(/^(?!Muster$)\S/)
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow), 'wider than its window').toBe(0)
  })
  await shoot(page, `${name}-${width}-light`)
  await check(() => expectAccessible(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  await check(() => painted(page))
  await shoot(page, `${name}-${width}-dark`)
  // All but the colours is the same by night.
  await check(() => expectAccessible(page, ['color-contrast']))
  return wrong
}

// At once, each in a window of its own: most of the time goes into looking, which is done in the windows.
describe.concurrent.each([
  ['desktop', desktop],
  ['phone', phone],
] as const)('%s', (width, viewport) => {
  test('every page says what it is, fits its window, and axe finds nothing, by day and by night', async () => {
    const page = await journey.open({ viewport })
    await signIn(page)
    const wrong: string[] = []
    for (const one of pages) wrong.push(...(await lookAt(page, one, width)))
    expect(wrong).toEqual([])
  })

  test('so do the pages that need no account', async () => {
    const page = await journey.open({ viewport })
    const wrong: string[] = []
    for (const one of pagesWithoutAccount) wrong.push(...(await lookAt(page, one, width)))
    expect(wrong).toEqual([])
  })
})
