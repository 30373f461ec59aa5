import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { tabTo } from './keys.ts'
import { drawnConditions, followRenders } from './renders.ts'
import { painted, settled } from './settled.ts'

let journey: Journey
let page: Page
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    `email,first_name,last_name,Team,Site,Hire Date,Grade,Certified
a@example.com,Ada,Arden,Red,Dallas,2021-03-01,3,Yes
b@example.com,Bo,Berg,Blue,Dallas,2023-07-15,5,No
c@example.com,Cy,Cole,Blue,Lyon,2024-02-01,7,Yes
`,
  )
  const client = await journey.app.client('owner')
  const types = { 'Hire Date': 'date', Grade: 'number', Certified: 'yesNo' } as const
  const { items } = await client.tags.keys({ limit: 100 })
  for (const [name, type] of Object.entries(types)) {
    const id = items.find(key => key.name === name)?.id ?? 0
    await client.tags.updateKey({ params: { id }, query: {}, body: { type } })
  }
  page = await journey.open()
  await followRenders(page)
  await signIn(page)
})
afterAll(() => journey.close())

const group = (place: string) => page.getByRole('group', { name: new RegExp(`^Group ${place}:`) })
const condition = (place: string) =>
  page.getByRole('group', { name: new RegExp(`^Condition ${place.replaceAll('.', '\\.')}:`) })
/** The figure beside the rule; below it notes may speak of people too. */
const reaches = (words: string) =>
  page
    .getByRole('complementary', { name: 'Whom the rule reaches' })
    .getByRole('status')
    .filter({ hasText: words })
    .waitFor()
const text = () => page.getByRole('textbox', { name: 'Rule as text' })

async function write(rule: string): Promise<void> {
  await page.goto(`/segments/new?text=${encodeURIComponent(rule)}`)
  await settled(page)
}

async function show(face: 'Builder' | 'Text'): Promise<void> {
  // The radio itself lies unseen under its words.
  await page.getByRole('radiogroup', { name: 'Write the rule as' }).getByText(face).click()
}

/** Drags a node by its grip to a height, in steps as a hand would. */
async function drag(node: Locator, y: number): Promise<void> {
  const grip = await node.locator('[data-grip]').first().boundingBox()
  if (!grip) throw new Error('Expected a grip.')
  const x = grip.x + grip.width / 2
  await page.mouse.move(x, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 8, grip.y + grip.height / 2 + 8)
  await page.mouse.move(x + 8, y, { steps: 6 })
}

const topOf = async (node: Locator) => (await node.boundingBox())?.y ?? 0

test('dragging takes a condition into another group, and Escape leaves it where it is', async () => {
  await write('Team is Blue and (Site is Dallas or Site is Lyon) and not Grade > 6')
  await reaches('1 person')

  await drag(condition('1'), (await topOf(condition('2.2'))) - 3)
  await shoot(page, 'editor-dragging-desktop-light')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await condition('1')
    .and(page.getByRole('group', { name: /Team is Blue/ }))
    .waitFor()

  await drag(condition('1'), (await topOf(condition('2.2'))) - 3)
  await page.mouse.up()
  await group('1').getByRole('group', { name: 'Condition 1.2: Team is Blue' }).waitFor()
  await reaches('2 people')
  await page.getByRole('status').filter({ hasText: 'Now at 1.2.' }).waitFor({ state: 'attached' })
  await show('Text')
  expect(await text().inputValue()).toBe('(Site is Dallas or Team is Blue or Site is Lyon) and not Grade > 6')
  await show('Builder')
})

test('a folded group says what it holds, and what is dropped on it is in it', async () => {
  await page.getByRole('button', { name: 'Fold group 1' }).click()
  await group('1').getByText('People whose Site is Dallas or Lyon, or whose Team is Blue').waitFor()
  await group('1').getByText('3 conditions').waitFor()
  await group('1').getByText('3 people').waitFor()
  expect(await condition('1.1').count()).toBe(0)
  const folded = await group('1').boundingBox()
  await drag(group('2'), (folded?.y ?? 0) + (folded?.height ?? 0) / 2)
  await page.mouse.up()
  await group('1.4').waitFor()
  await condition('1.4.1').waitFor()
  await reaches('3 people')
  await settled(page)
  await expectAccessible(page)
})

test('both faces are in step; a text that cannot be read is kept, and mended where it is wrong', async () => {
  await write('Team is Red')
  await show('Text')
  const typed = 'Team is Red\n\n  or Hire Date before 2022-01-01'
  await text().fill(typed)
  await page.getByText('Put a tag key of several words in quotes: "Hire Date".').waitFor()
  await show('Builder')
  await page.getByRole('alert').getByText('The builder cannot show this text until it can be read.').waitFor()
  expect(await text().inputValue()).toBe(typed)
  expect(await page.getByText('not in this text').count()).toBe(0)
  await expectAccessible(page)
  await shoot(page, 'editor-held-desktop-light')

  await page.getByRole('button', { name: 'Line 3, column 6' }).click()
  expect(await page.evaluate('getSelection().toString()')).toBe('Hire Date')
  await page.getByRole('button', { name: 'Use "Hire Date"' }).click()
  expect(await text().inputValue()).toBe('Team is Red\n\n  or "Hire Date" before 2022-01-01')
  await show('Builder')
  await condition('2')
    .and(page.getByRole('group', { name: /"Hire Date" before 2022-01-01/ }))
    .waitFor()

  await show('Text')
  await text().fill('Teem is Red\n\n  or Team is (Blue, Gren)')
  await page.getByRole('button', { name: 'Use “Team”' }).click()
  await page.getByRole('button', { name: 'Line 3, column 21' }).waitFor()
  expect(await text().inputValue()).toBe('Team is Red\n\n  or Team is (Blue, Gren)')
  await show('Builder')
  await condition('2').getByText('There is no tag “Team: Gren”').waitFor()
  await condition('2').getByRole('button', { name: 'Remove value Gren' }).click()
  await reaches('3 people')
  await show('Text')
  expect(await text().inputValue()).toBe('Team is Red or Team is Blue')
})

test('what is half written in the builder outlives the text', async () => {
  await show('Builder')
  await page.getByRole('button', { name: 'Add a condition to the rule' }).click()
  await page.keyboard.type('Site')
  await page.keyboard.press('Enter')
  await show('Text')
  await page.getByText('One part of the builder is unfinished and not in this text').waitFor()
  await text().fill('Team is Red or Team is Blue or Grade > 4')
  await show('Builder')
  await condition('4')
    .and(page.getByRole('group', { name: /Grade > 4/ }))
    .waitFor()
  expect(await condition('3').getByRole('combobox', { name: 'Tag key' }).inputValue()).toBe('Site')
})

test('a rule that grows too deep says so at the line that is too deep', async () => {
  await write(`${'not '.repeat(31)}Team is Red`)
  const deepest = Array(30).fill(1).join('.')
  await page.getByRole('button', { name: `Add a group to group ${deepest}`, exact: true }).click()
  const line = condition(`${deepest}.2.1`)
  await line.getByRole('combobox', { name: 'Tag key' }).fill('Team')
  await page.keyboard.press('Enter')
  await line.getByRole('combobox', { name: 'Value' }).fill('Blue')
  await page.keyboard.press('Enter')
  await line.getByText('A rule may be 32 levels deep and this goes deeper').waitFor()
  await reaches('1 problem')
  await page.getByRole('button', { name: `Remove condition ${deepest}.2.1` }).click()
})

test('a typed key brings its operators and its field: a calendar, a number, yes or no, a span', async () => {
  await write('"Hire Date" before 2022-01-01 and Grade between 2 and 4 and Certified is Yes')
  const date = condition('1')
  const operators = await date.getByRole('combobox', { name: 'Operator' }).locator('option').allTextContents()
  expect(operators).toContain('is within the last')
  expect(operators).not.toContain('is less than')
  await date.getByRole('button', { name: 'Choose a date' }).click()
  const calendar = page.getByRole('dialog')
  await calendar.getByRole('button', { name: '20 January 2022' }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'editor-calendar-desktop-light')
  await calendar.getByRole('button', { name: '20 January 2022' }).click()
  await calendar.waitFor({ state: 'detached' })
  expect(await date.getByRole('textbox', { name: 'Date' }).inputValue()).toBe('2022-01-20')

  // Half a date is nothing to complain of.
  await date.getByRole('textbox', { name: 'Date' }).fill('2024-0')
  expect(await date.getByRole('textbox', { name: 'Date' }).getAttribute('aria-invalid')).toBeNull()
  await date.getByRole('textbox', { name: 'Date' }).fill('2024-01-01')
  await page.getByRole('group', { name: 'Condition 1: "Hire Date" before 2024-01-01' }).waitFor()

  await date.getByRole('combobox', { name: 'Operator' }).selectOption('is within the last')
  await date.getByRole('spinbutton', { name: 'How many' }).fill('3')
  await date.getByRole('combobox', { name: 'Unit' }).selectOption('years')
  await page.getByRole('group', { name: 'Condition 1: "Hire Date" within last 3 years' }).waitFor()

  const grade = condition('2')
  await grade.getByRole('spinbutton', { name: 'To' }).fill('5')
  await page.getByRole('group', { name: 'Condition 2: Grade between 2 and 5' }).waitFor()

  const yes = condition('3').getByRole('button', { name: 'Yes 2' })
  expect(await yes.getAttribute('aria-pressed')).toBe('true')
  await condition('3').getByRole('button', { name: 'No 1' }).click()
  await page.getByRole('group', { name: 'Condition 3: Certified is (Yes, No)' }).waitFor()
  await shoot(page, 'editor-typed-desktop-light')
})

test('with the keys alone: a day from the calendar, a group folded, passed and entered, a segment from the list', async () => {
  const client = await journey.app.client('owner')
  await client.segments.create({ query: {}, body: { name: 'Blue team', text: 'Team is Blue' } })
  await write('"Hire Date" before 2022-01-15 and (Site is Dallas or Site is Lyon)')
  await tabTo(page, condition('1').getByRole('button', { name: 'Choose a date' }))
  await page.keyboard.press('Enter')
  const day = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })
  await day('15 January 2022').waitFor()
  await tabTo(page, day('15 January 2022'))
  await page.keyboard.press('ArrowRight')
  await day('16 January 2022').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Choose a date' }).and(page.locator(':focus')).waitFor()
  expect(await page.getByRole('textbox', { name: 'Date' }).inputValue()).toBe('2022-01-16')

  await tabTo(page, page.getByRole('button', { name: 'Fold group 2' }))
  await page.keyboard.press('Enter')
  await page.getByText('People whose Site is Dallas or Lyon').waitFor()
  const told = (words: string) =>
    page.getByRole('status').filter({ hasText: words }).waitFor({ state: 'attached' })
  await tabTo(page, page.getByRole('button', { name: 'Move condition 1 up' }), 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await told('Now at 2.')
  await page.getByRole('button', { name: 'Move condition 2 down' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await told('Now at 1.')
  await tabTo(page, page.getByRole('button', { name: 'Unfold group 2' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Move condition 1 up' }), 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await told('Now at 1.1.')

  await tabTo(page, page.getByRole('button', { name: 'Add a segment to the rule' }))
  await page.keyboard.press('Enter')
  await condition('2').getByRole('combobox', { name: 'Segment' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('blue')
  await page.getByRole('option', { name: 'Blue team 2 people' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Condition 2: in segment Blue team' }).waitFor()
  await reaches('2 people')
})

const long = Array.from({ length: 20 }, (_, group) => {
  const parts = Array.from({ length: 10 }, (_, at) => `Grade > ${group * 10 + at}`)
  return `(${parts.join(' or ')})`
}).join(' and ')

test('a rule of two hundred conditions opens as sentences, and typing draws only what is typed in', async () => {
  await write(long)
  await page.getByText('200 conditions, 20 groups').waitFor()
  expect(await condition('1.1').count()).toBe(0)
  await shoot(page, 'editor-long-desktop-light')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Unfold all' }).click()
  await condition('20.10').waitFor()
  expect(await drawnConditions(page)).toBe(200)
  // The whole of axe has seen these lines in the tests above; what it says of two hundred at once is whether they clash.
  await expectAccessible(page, [
    'label',
    'select-name',
    'button-name',
    'duplicate-id-aria',
    'aria-input-field-name',
  ])

  const number = condition('7.3').getByRole('spinbutton', { name: 'Number' })
  await number.click()
  await drawnConditions(page)
  await page.keyboard.type('5')
  await page.getByRole('group', { name: 'Condition 7.3: Grade > 625' }).waitFor()
  await settled(page)
  expect(await drawnConditions(page)).toBeLessThanOrEqual(1)

  // Also with something wrong elsewhere, whose sentence comes anew with each answer.
  await condition('1.1').getByRole('combobox', { name: 'Tag key' }).fill('Grad')
  await page.keyboard.press('Tab')
  await condition('1.1').getByText('There is no tag key “Grad”').waitFor()
  await number.click()
  await settled(page)
  await drawnConditions(page)
  await page.keyboard.type('1')
  await page.getByRole('group', { name: 'Condition 7.3: Grade > 6251' }).waitFor()
  await settled(page)
  expect(await drawnConditions(page)).toBeLessThanOrEqual(2)
})

test('on a phone and by night', async () => {
  const small = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await signIn(small)
  await small.goto(
    `/segments/new?text=${encodeURIComponent('Team is Blue and ("Hire Date" between 2021-01-01 and 2024-01-01 or Grade between 2 and 4) and Certified is Yes')}`,
  )
  await settled(small)
  await painted(small)
  expect(
    await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0)
  await expectAccessible(small)
  await shoot(small, 'editor-phone-dark')
  // However deep a line lies, its fields have room.
  const deep = Array.from({ length: 15 }).reduce<string>(
    text => `all (any (${text}, Site is Lyon), Team is Blue)`,
    'Grade > 3',
  )
  await small.goto(`/segments/new?text=${encodeURIComponent(deep)}`)
  await settled(small)
  const key = small.getByRole('group', { name: /: Grade > 3$/ }).getByRole('combobox', { name: 'Tag key' })
  expect((await key.boundingBox())?.width).toBeGreaterThan(80)
  await shoot(small, 'editor-deep-phone-dark')

  // Whom the rule reaches stands right below it, before what follows from saving it.
  await small.getByRole('textbox', { name: 'Name' }).fill('Blue team')
  const moves = small.getByRole('region', { name: 'What saving would move' })
  await moves.waitFor()
  const reach = await topOf(small.getByRole('complementary', { name: 'Whom the rule reaches' }))
  expect(reach).toBeLessThan(await topOf(moves))
})

test('a text that came with the address and cannot be read is no half of a builder', async () => {
  await write('Team is Red or')
  await page.getByText('The text cannot be read yet').waitFor()
  await page.getByRole('button', { name: /^Line 1, column/ }).waitFor()
  expect(await page.getByText('not in this text').count()).toBe(0)
})

test('a search for people that is nearly a rule is mended by a press, and never said to be one that works', async () => {
  await page.goto('/people')
  const field = page.getByRole('searchbox', { name: 'Search people' })
  await field.fill('Hire Date before 2022-01-01')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Use "Hire Date"' }).click()
  await page.getByText('Read as a rule. Everyone below fits it.').waitFor()
  await page.getByRole('link', { name: 'Ada Arden' }).waitFor()

  await field.fill('Teem is Red')
  await page.keyboard.press('Enter')
  await page.getByText('This rule cannot be used yet.').waitFor()
  expect(await page.getByText('Read as a rule').count()).toBe(0)
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Use Team' }).click()
  await page.getByText('Read as a rule. Everyone below fits it.').waitFor()
  expect(await field.inputValue()).toBe('Team is Red')
})
