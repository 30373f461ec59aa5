import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { owner } from '../app.ts'
import { importFile } from '../upload.ts'
import { type Journey, shoot, startJourney } from './journey.ts'
import { expectFocus, tabTo } from './keys.ts'
import { settled } from './settled.ts'

let journey: Journey
let page: Page
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    'email,first_name,last_name,Team,Site\na@example.com,Ada,Arden,Red,Dallas\nb@example.com,Bo,Berg,Blue,Dallas\nc@example.com,Cy,Cole,Blue,Lyon\n',
  )
})
afterAll(() => journey.close())

// No mouse in this file: nothing is clicked, nothing is filled, everything is typed.

test('signing in, and the keys that work everywhere', async () => {
  page = await journey.open()
  await page.goto('/sign-in')
  await expectFocus(page, 'opening the sign-in page')
  await page.keyboard.type(owner.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(owner.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(url => url.pathname === '/')
  await settled(page)
  await expectFocus(page, 'signing in')

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await expectFocus(page, 'opening the help')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expectFocus(page, 'closing the help')

  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL('**/people')
  await page.getByRole('searchbox', { name: /./ }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('berg')
  await page.getByRole('link', { name: 'Ada Arden' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Bo Berg' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Ada Arden' }).waitFor()
  await page.keyboard.press('Escape')
})

test('a filter is opened, set and left with the keys, and the focus comes back to it', async () => {
  const status = page.getByRole('button', { name: 'Status' })
  await tabTo(page, status)
  await page.keyboard.press('Enter')
  const active = page.getByRole('radio', { name: 'Active', exact: true })
  await active.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await active.waitFor({ state: 'hidden' })
  await status.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await active.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.waitForURL('**/people?status=inactive')
  await expectFocus(page, 'setting the filter')
  await page.getByText('Nobody fits this.').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Clear Status: Inactive' }))
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Ada Arden' }).waitFor()
  await expectFocus(page, 'clearing the filter')
})

test('the palette finds a person, and Enter goes there even before the answer came', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or begin something' }).waitFor()
  await page.keyboard.type('Arden')
  await page.getByRole('option', { name: /Ada Arden/ }).waitFor()
  await shoot(page, 'palette-desktop-light')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/1$/)
  await page.getByRole('heading', { level: 1, name: 'Ada Arden' }).waitFor()
  await expectFocus(page, 'going to a person')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or begin something' }).waitFor()
  await page.keyboard.type('Berg')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/2$/)
  await page.getByRole('heading', { level: 1, name: 'Bo Berg' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('all(any(a, b), none(c)) in the builder, saved through its plan', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/segments')
  await settled(page)
  await page.keyboard.press('c')
  await page.waitForURL('**/segments/new')
  await settled(page)

  await tabTo(page, page.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.type('Red or blue, not in Lyon')
  // The empty line that stands there is not wanted: both parts are groups.
  await tabTo(page, page.getByRole('button', { name: 'Move condition 1 up' }))
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expectFocus(page, 'removing a line')

  await addGroup('1', 'any')
  await writeCondition('1.1', 'Team', 'Red')
  await tabTo(page, page.getByRole('button', { name: 'Add a condition to group 1' }))
  await page.keyboard.press('Enter')
  await expectFocus(page, 'adding a line')
  await writeCondition('1.2', 'Team', 'Blue', true)
  await addGroup('2', 'none')
  await writeCondition('2.1', 'Site', 'Lyon')

  const reach = page.getByRole('complementary', { name: 'Whom the rule reaches' })
  await reach.getByText('2 people').waitFor()
  await reach.getByRole('link', { name: 'Bo Berg' }).waitFor()
  await shoot(page, 'keyboard-segment-desktop-light')

  await tabTo(page, page.getByRole('button', { name: 'Create segment' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Create segment' }).waitFor()
  await expectFocus(page, 'opening the plan')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/segments\/\d+$/)
  await sheet.waitFor({ state: 'detached' })
  await expectFocus(page, 'saving the segment')

  const client = await journey.app.client('viewer')
  const { items } = await client.segments.list({})
  expect(items.map(one => [one.name, one.people])).toEqual([['Red or blue, not in Lyon', 2]])
  const segment = await client.segments.get({ id: items[0]?.id ?? 0 })
  expect(segment.rule).toEqual({
    all: [
      {
        any: [
          { key: 'Team', op: 'is', values: ['Red'] },
          { key: 'Team', op: 'is', values: ['Blue'] },
        ],
      },
      { none: [{ key: 'Site', op: 'is', values: ['Lyon'] }] },
    ],
  })
})

test('an import, from the file to the people', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.waitForURL('**/imports')
  await settled(page)
  const choose = page.getByRole('button', { name: 'Choose a file' })
  // Asked for some key strokes ahead: the browser has to be told that its own window stays closed.
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, choose)
  await page.keyboard.press('Enter')
  const content = 'email,first_name,last_name,Team,Site\nd@example.com,Di,Dunn,Red,Dallas\n'
  await (await chooser).setFiles({ name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('heading', { name: 'What it would do' }).waitFor()
  await expectFocus(page, 'choosing a file')
  await tabTo(page, page.getByRole('button', { name: 'Import 1 person' }))
  await page.keyboard.press('Enter')
  await page.getByText('Imported.', { exact: true }).waitFor()
  await settled(page)
  await expectFocus(page, 'importing')
  await tabTo(page, page.getByRole('link', { name: 'See the people' }))
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Di Dunn' }).waitFor()
})

test('an assignment, from nothing to published', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.waitForURL('**/assignments')
  await settled(page)
  await page.keyboard.press('c')
  await page.waitForURL('**/assignments/new')
  await settled(page)
  await tabTo(page, page.getByRole('textbox', { name: 'Title' }))
  await page.keyboard.type('Wear a badge')
  await tabTo(page, page.getByRole('combobox', { name: 'Everyone in any of' }))
  await page.keyboard.type('Red or')
  await page.getByRole('option', { name: /^Red or blue/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Recipients', exact: true }).getByText('3 people').waitFor()
  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await tabTo(page, publish, 'Shift+Tab')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Publish to 3 people' }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await expectFocus(page, 'closing the plan')
  await tabTo(page, publish)
  await page.keyboard.press('Enter')
  await sheet.getByRole('button', { name: 'Publish to 3 people' }).waitFor()
  await expectFocus(page, 'opening the plan')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/assignments\/\d+$/)
  await page.getByRole('heading', { level: 1, name: 'Wear a badge' }).waitFor()
  await settled(page)
  await expectFocus(page, 'publishing')
  const { items } = await (await journey.app.client('viewer')).assignments.list({})
  expect(items.map(one => [one.title, one.status, one.counts.audience])).toEqual([
    ['Wear a badge', 'live', 3],
  ])
})

async function addGroup(place: string, match: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Add a group to the rule' }))
  await page.keyboard.press('Enter')
  const select = page.getByRole('combobox', { name: `Match of group ${place}` })
  await select.and(page.locator(':focus')).waitFor()
  await page.keyboard.type(match.slice(0, 2))
  await expect.poll(() => select.inputValue()).toBe(match)
}

/** Key and value are typed and taken with Enter; the operator stays “is”. */
async function writeCondition(place: string, key: string, value: string, isAtKey = false): Promise<void> {
  const line = page.getByRole('group', { name: new RegExp(`^Condition ${place.replace('.', '\\.')}:`) })
  if (!isAtKey) await tabTo(page, line.getByRole('combobox', { name: 'Tag key' }))
  await page.keyboard.type(key)
  await page.keyboard.press('Enter')
  await tabTo(page, line.getByRole('combobox', { name: 'Value' }))
  await page.keyboard.type(value)
  await page.keyboard.press('Enter')
  await line.getByRole('button', { name: `Remove value ${value}` }).waitFor()
  await expectFocus(page, `taking the value ${value}`)
}
