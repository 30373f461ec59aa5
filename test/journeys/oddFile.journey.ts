import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { upload } from '../upload.ts'
import { expectAccessible } from './expectAccessible.ts'
import { type Journey, phone, shoot, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

const LIST = [
  'Belegschaft, Stand Mai',
  '',
  'E-Mail;Name;Straße;Passwort',
  'juergen@example.com;Jürgen Größe;Königsallee;geheim',
  'jan@example.com;Jan van der Berg;Schloßweg;geheim',
  'zoe@example.com;"Müller, Zoë";Blücherplatz;geheim',
  '',
  'Summe: 3',
  '',
].join('\r')

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
})
afterAll(() => journey.close())

async function open(page: Page) {
  const { import: made } = await upload(journey.app, {
    name: 'Belegschaft.csv',
    content: iconv.encode(LIST, 'macroman'),
  })
  await signIn(page)
  await page.goto(`/imports/${made.id}`)
  await page.getByRole('region', { name: 'How the file was read' }).waitFor()
  await settled(page)
}

test('a list of an old Mac is read as it was meant, and its names are taken apart when asked', async () => {
  const page = await journey.open()
  await open(page)
  const encoding = page.getByLabel('Encoding')
  expect(await encoding.inputValue()).toBe('macroman')
  await page.getByRole('cell', { name: 'Jürgen Größe' }).waitFor()
  await page.getByText('the row above (“Belegschaft, Stand Mai”) is left out').waitFor()
  await page.getByText('(“Summe: 3”) names no person').waitFor()

  await page.getByLabel('What the column Name becomes').selectOption('Full name')
  const name = page.getByRole('cell', { name: /^Jan van der Berg/ })
  await name.getByText('van der Berg', { exact: true }).waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-odd-file-desktop-light')

  await encoding.selectOption({ value: 'windows-1252' })
  await page.getByRole('cell', { name: /^JŸrgen/ }).waitFor()
  await page.getByText('Chosen by hand').waitFor()
  await page.getByRole('button', { name: 'Recognise it again' }).click()
  await page.getByRole('cell', { name: /^Jürgen Größe/ }).waitFor()
  expect(await encoding.inputValue()).toBe('macroman')
})

test('the same on a phone, in the dark', async () => {
  const page = await journey.open({ viewport: phone, colorScheme: 'dark' })
  await open(page)
  await page.getByLabel('What the column Name becomes').selectOption('Full name')
  await page.getByText('van der Berg', { exact: true }).waitFor()
  await settled(page)
  await expectAccessible(page)
  await shoot(page, 'import-odd-file-phone-dark')
})
