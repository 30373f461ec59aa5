import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from '../answers.ts'
import { somePeople } from '../somePeople.ts'
import { commitSheet } from './commitSheet.ts'
import { expectAccessible } from './expectAccessible.ts'
import { desktop, type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { tabTo } from './keys.ts'
import { painted, settled } from './settled.ts'

const DAY = 86_400_000
const WEEKS = 10
let clock = Date.now() - WEEKS * 7 * DAY
let journey: Journey
const ids: Record<string, number> = {}
let begun = 0

const places = ['Dallas', 'Lima', 'New York', 'Oslo']
/** Somebody new each time, of a department and a place, every fourth with a first aid course. */
const crowd = (from: number, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const n = from + index
      return [
        `P${n}`,
        {
          Department: n % 3 === 0 ? 'Sales' : n % 3 === 1 ? 'Service' : 'Stock',
          Location: places[n % places.length] ?? '',
          Badge: `B${n % 31}`,
          ...(n % 4 === 0 ? { Skill: ['First aid'] } : {}),
        },
      ]
    }),
  )

beforeAll(async () => {
  journey = await startJourney({ now: () => new Date(clock) })
  const { app } = journey
  const client = await app.client('editor')
  await somePeople(app.context, crowd(0, 60))
  const segment = async (name: string, text: string) => {
    const made = asDone(await client.segments.create({ body: { name, text } }))
    ids[name] = made.id
    return made
  }
  begun = (await segment('First aiders', 'Skill is "First aid"')).changeId
  await segment('Sales', 'Department is Sales')
  await segment('Dallas & "friends"', 'Location is (Dallas, Lima)')
  await segment('Stock', 'Department is Stock')
  // All but the first of the crowd.
  await segment(
    'Everybody but one',
    'not (Badge is B0 and Skill exists and Department is Sales and Location is Dallas)',
  )
  for (let week = 0; week < WEEKS; week++) {
    clock += 7 * DAY
    if (week === 3) {
      const text = 'Skill is "First aid" or (Department is Sales and Location is Dallas)'
      await client.segments.update({ params: { id: ids['First aiders'] ?? 0 }, body: { text } })
    } else if (week === 6) {
      const text = 'Skill is "First aid" and not Location is Oslo'
      await client.segments.update({ params: { id: ids['First aiders'] ?? 0 }, body: { text } })
    } else if (week === 8) {
      await client.people.setTags({
        body: { where: 'Badge is (B1, B4, B8, B12)', replace: { Location: ['Oslo'] } },
      })
    } else await somePeople(app.context, crowd(60 + week * 12, 12))
  }
})
afterAll(() => journey.close())

test('an old rule comes back through its plan, and the page says so', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/segments/${ids['First aiders']}?tab=history`)
  await page.getByText('Show earlier changes').waitFor({ state: 'detached' })
  const rows = page.getByRole('list', { name: 'Changes' }).locator(':scope > li')
  await rows.first().waitFor()
  // What a save changed stands in its line, said in words too.
  const edited = rows.filter({ hasText: 'Oslo' }).filter({ has: page.locator('del') })
  expect(await edited.locator('del').allTextContents()).toContainEqual(
    expect.stringMatching(/^removed: .*Sales/),
  )
  await page.getByRole('button', { name: `Restore this rule, of change ${begun}` }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText(`Restore the rule of the segment “First aiders” from change ${begun}`).waitFor()
  await settled(page)
  await expectAccessible(page)
  await commitSheet(page, 'Restore this rule')
  await expect.poll(() => rows.first().textContent()).toMatch(/from change .*The rule now/)
  expect(await rows.last().textContent()).toContain('The same as now')
  await page.getByRole('tab', { name: 'Rule' }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  await settled(page)
  expect(await rows.first().locator('ins, del').count()).toBeGreaterThan(0)
})

test('the size over time leads to the people of a moment, with the keyboard alone', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/segments/${ids.Sales}?tab=history`)
  await settled(page)
  const points = page.getByRole('list', { name: 'Sizes of Sales, oldest first' }).getByRole('link')
  await tabTo(page, points.last())
  await page.keyboard.press('Home')
  expect(await points.first().and(page.locator(':focus')).count()).toBe(1)
  const said = (await points.first().getAttribute('aria-label')) ?? ''
  await page.keyboard.press('Enter')
  await page.getByRole('note').waitFor()
  await settled(page)
  expect(page.url()).toMatch(/tab=people&asOf=/)
  const people = /: (\d+) people$/.exec(said)?.[1]
  await page.getByText(`${people} people`, { exact: true }).first().waitFor()
  // The reasons are those of then.
  await page
    .getByRole('button', { name: /^Why was/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByText(/^On .* was in Sales because:$/)
    .waitFor()
  expect(await page.getByRole('dialog').getByText('What would').count()).toBe(0)
})

test('a column of the overlap leads to its people, whatever the segments are called', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/segments/${ids.Sales}?tab=overlap`)
  const choice = page.getByRole('combobox', { name: 'Compare Sales with' })
  for (const name of ['Dallas & "friends"', 'First aiders']) {
    await choice.click()
    await page.getByRole('option', { name }).click()
  }
  await page.keyboard.press('Escape')
  await settled(page)
  const part = page.getByRole('group', { name: 'Parts' }).getByRole('link').first()
  const said = (await part.getAttribute('aria-label')) ?? ''
  expect(said).toMatch(/^\d+ people in /)
  await tabTo(page, part)
  await page.keyboard.press('ArrowRight')
  expect(await part.and(page.locator(':focus')).count()).toBe(0)
  await page.keyboard.press('ArrowLeft')
  expect(await part.and(page.locator(':focus')).count()).toBe(1)
  await part.click()
  await page.getByRole('heading', { level: 1, name: /^People/ }).waitFor()
  await settled(page)
  expect(new URL(page.url()).searchParams.get('where')).toContain('in segment')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(said.split(' ')[0])
})

test('on a phone the overlap is a picture too, a row for each part', async () => {
  const page = await journey.open({ viewport: phone })
  await signIn(page)
  await page.goto(`/segments/${ids.Sales}?tab=overlap&with=${ids['First aiders']},${ids.Stock}`)
  await settled(page)
  const parts = page.getByRole('figure', { name: 'Overlap, a row for each part' }).getByRole('link')
  const said = (await parts.first().getAttribute('aria-label')) ?? ''
  expect(said).toMatch(/^\d+ people in /)
  expect(await page.getByRole('figure').count()).toBe(1)
  await tabTo(page, parts.first())
  await page.keyboard.press('ArrowDown')
  expect(await parts.nth(1).and(page.locator(':focus')).count()).toBe(1)
  await page.keyboard.press('ArrowUp')
  expect(await parts.first().and(page.locator(':focus')).count()).toBe(1)
  await parts.first().click()
  await page.getByRole('heading', { level: 1, name: /^People/ }).waitFor()
  await settled(page)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(said.split(' ')[0])
})

test('the past of all people takes no status and offers none; a person’s timeline ends with the day', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto('/people?asOf=2001-01-01T00:00:00Z&status=any')
  await page.getByText('Nobody fits this.').waitFor()
  await settled(page)
  expect(await page.getByText('inactive').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Status' }).count()).toBe(0)

  const client = await journey.app.client('editor')
  const [first] = (await client.people.list({ limit: 1 })).items
  const before = new Date(clock).toISOString()
  clock += 1_000
  await client.people.update({ params: { id: first?.id ?? 0 }, body: { tags: { Badge: ['Golden'] } } })
  await page.goto(`/people/${first?.id}?asOf=${before}`)
  await page.getByText('Created').waitFor()
  await settled(page)
  expect(await page.getByText('Golden').count()).toBe(0)
})

test('one person beside a hundred still has a bar', async () => {
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/segments/${ids.Sales}?tab=overlap&with=${ids['Everybody but one']}`)
  await settled(page)
  const part = page.getByRole('link', { name: '1 person in Sales, not in Everybody but one' })
  const heights = await part
    .first()
    .locator('rect')
    .evaluateAll(bars => bars.map(bar => bar.getAttribute('height')))
  expect(heights.map(Number).filter(height => height < 2)).toEqual([])
})

test.each([
  ['desktop', desktop],
  ['phone', phone],
] as const)(
  'the past and the pictures are accessible on a %s, by day and by night',
  async (width, viewport) => {
    const page = await journey.open({ viewport })
    await signIn(page)
    const others = [ids['First aiders'], ids['Dallas & "friends"'], ids.Stock].join(',')
    const asOf = new Date(Date.now() - 30 * DAY).toISOString()
    const client = await journey.app.client('viewer')
    const badge = (await client.tags.keys({})).items.find(key => key.name === 'Badge')?.id
    const pages: [string, string][] = [
      ['past-history', `/segments/${ids['First aiders']}?tab=history`],
      ['past-members', `/segments/${ids['First aiders']}?tab=people&asOf=${asOf}`],
      ['past-overlap', `/segments/${ids.Sales}?tab=overlap&with=${others}`],
      ['past-sizes', '/segments'],
      ['past-bars', `/tags?bars=${badge}`],
    ]
    for (const [name, address] of pages) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(address)
      await settled(page)
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(overflow), `${name} is wider than its window`).toBe(0)
      await shoot(page, `${name}-${width}-light`)
      await expectAccessible(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      await painted(page)
      await shoot(page, `${name}-${width}-dark`)
      await expectAccessible(page, ['color-contrast'])
    }
  },
)

test('a change that wrote rules shows them as their histories do, a few at first', async () => {
  const client = await journey.app.client('editor')
  const names = Array.from({ length: 22 }, (_, at) => `Badge B30, ${at + 1}`)
  const made: number[] = []
  for (const name of names)
    made.push(asDone(await client.segments.create({ body: { name, text: 'Badge is (B29, B30)' } })).id)
  const [first = 0] = made
  const text = 'Badge is (B29, B30) and not Department is Stock'
  const edited = asDone(await client.segments.update({ params: { id: first }, body: { text } }))
  const tag = async (value: string) =>
    (await client.tags.list({ q: value })).items.find(one => one.value === value)?.id ?? 0
  const merged = asDone(
    await client.tags.merge({ params: { id: await tag('B30') }, body: { into: await tag('B1') } }),
  )
  const pages = { 'change-rule': edited.changeId, 'change-rules': merged.changeId }
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      const page = await journey.open({ viewport, colorScheme })
      await signIn(page)
      for (const [name, id] of Object.entries(pages)) {
        await page.goto(`/changes/${id}`)
        await settled(page)
        if (colorScheme === 'dark') await painted(page)
        await expectAccessible(page)
        await shoot(page, `${name}-${size}-${colorScheme}`)
      }
    }
  }
  const page = await journey.open()
  await signIn(page)
  await page.goto(`/changes/${edited.changeId}`)
  const rules = page.getByRole('list', { name: 'Rules' }).getByRole('listitem')
  await rules.first().waitFor()
  expect(await rules.locator('ins').allTextContents()).toContainEqual(
    expect.stringMatching(/^added: .*Department is Stock/),
  )
  await page.goto(`/changes/${merged.changeId}`)
  await page.getByRole('heading', { name: '22 rules' }).waitFor()
  expect(await rules.count()).toBe(5)
  await page.getByRole('button', { name: 'Show more rules' }).click()
  await expect.poll(() => rules.count()).toBe(22)
  await rules.last().getByRole('link', { name: 'Badge B30, 22', exact: true }).click()
  await page.getByRole('heading', { name: 'Badge B30, 22', exact: true }).waitFor()
})
