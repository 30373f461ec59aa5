import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from './answers.ts'
import { startApp, type TestApp } from './app.ts'
import { drawn } from './laws/rounds.ts'
import { importFile } from './upload.ts'

/**
 * Pairs of rules that Microsoft's documentation of dynamic groups (“more efficient rules”) holds to be the same: through the
 * HTTP API, over random people with and without a city.
 */
const CITIES = ['Lagos', 'Ibadan', 'Kaduna', 'Abuja', 'Port Harcourt']
const FILE_CITIES = [...CITIES, 'lagos', 'Lagarto', 'Old Lagos', 'Kano', 'PORT  HARCOURT', '']
const someone = fc.record({
  department: fc.constantFrom('Accounts', 'Sales', ''),
  city: fc.constantFrom(...FILE_CITIES),
})
const people = drawn(fc.array(someone, { minLength: 400, maxLength: 400, size: 'max' }))

let app: TestApp

beforeAll(async () => {
  app = await startApp()
  const rows = people.map(({ department, city }, n) => `e${n}@example.com,E,${n},${department},${city}`)
  await importFile(app, 'people.csv', `email,first_name,last_name,Department,City\n${rows.join('\n')}\n`, {})
})
afterAll(() => app.close())

const any = CITIES.map(city => `"${city}"`).join(', ')
const each = (said: (city: string) => string, by: string) =>
  CITIES.map(city => `(${said(`"${city}"`)})`).join(` ${by} `)
const PAIRS = [
  {
    name: 'one department in each of five cities, and in any of them',
    one: each(city => `Department is Accounts and City is ${city}`, 'or'),
    other: `Department is Accounts and City is (${any})`,
    plain: (person: Person) => person.department === 'Accounts' && isOneOf(person.city),
  },
  {
    // Whoever has no city is in none of them, on both sides.
    name: 'not in each of five cities, and in none of them',
    one: each(city => `City is not ${city}`, 'and'),
    other: `City is not (${any})`,
    plain: (person: Person) => !isOneOf(person.city),
  },
  {
    name: 'a city or its beginning, and its beginning',
    one: 'City is Lagos or City starts with Lag',
    other: 'City starts with Lag',
    plain: (person: Person) => person.city.toLowerCase().startsWith('lag'),
  },
]
type Person = (typeof people)[number]
const isOneOf = (city: string) =>
  CITIES.some(each => each.toLowerCase() === city.toLowerCase().replace(/ +/g, ' '))

test.each(PAIRS)('$name', async ({ name, one, other, plain }) => {
  const client = await app.client('editor')
  const { id } = asDone(await client.segments.create({ query: {}, body: { name, text: one } }))
  const compared = await client.segments.preview({ body: { text: other, compareTo: id } })
  expect(compared).toMatchObject({ entered: 0, left: 0, problems: [] })
  const among = await client.people.list({ where: other, limit: 500 })
  expect(among.items.map(person => Number(person.lastName)).sort((a, b) => a - b)).toEqual(
    people.flatMap((person, n) => (plain(person) ? n : [])),
  )
  expect(among.total).toBeGreaterThan(0)
})
