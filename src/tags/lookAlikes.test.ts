import { describe, expect, test } from 'vitest'
import { createLookAlikes, isLookAlike } from './lookAlikes.ts'

describe('two values are look-alikes', () => {
  test.each([
    ['Slaes', 'Sales', 'two letters swapped'],
    ['Yrok', 'York', 'two letters swapped in a short word'],
    ['Managment', 'Management', 'a letter missing'],
    ['Marketting', 'Marketing', 'a letter too many'],
    ['Dallaz', 'Dallas', 'a letter changed'],
    ['Engineer', 'Engineers', 'one and many'],
    ['Category', 'Categories', 'one and many'],
    ['Boss', 'Bosses', 'one and many'],
    ['Café', 'Cafe', 'an accent'],
    ['R&D', 'R & D', 'spaces around a sign'],
    ['Front-End', 'Frontend', 'a hyphen'],
    ['New Yrok Office', 'New York Office', 'in one of several words'],
    ['Head of Divisions West', 'Head of Division West', 'in one of several words'],
    ['Bosses West', 'Boss West', 'in one of several words'],
    ['Лондонн', 'Лондон', 'in other scripts'],
    ['Abteilungen', 'Abteilung', 'one and many, in German'],
    ['Mitarbeiterinnen', 'Mitarbeiterin', 'one and many, in German'],
    ['Commerciaux', 'Commercial', 'one and many, in French'],
    ['Direcciones', 'Dirección', 'one and many, in Spanish'],
    ['Direções', 'Direção', 'one and many, in Portuguese'],
    ['Salespeople', 'Salesperson', 'one and many'],
    ['Shelves', 'Shelf', 'one and many'],
    ['Manager, Sales', 'Sales Manager', 'words in another order'],
    ['Managers of Sales', 'Sales of Manager', 'words in another order, one of them many'],
    ['Team 7 North', 'North Team 7', 'words in another order around a number'],
    ['R and D', 'R&D', 'and for a sign'],
    ['Sales and Marketing', 'Sales & Marketing', 'and for a sign'],
    ['Vertrieb und Marketing', 'Vertrieb & Marketing', 'and for a sign'],
    ['Dept. Head', 'Department Head', 'a word drawn together'],
    ['Eng. Manager', 'Engineering Manager', 'a word cut short'],
    ['U.S.A.', 'USA', 'dots'],
    ['Grade-7', 'Grade 7', 'a sign before a number'],
    ['Straße', 'Strasse', 'a letter that is written in two ways'],
    ['Łódź', 'Lodz', 'a letter that is written in two ways'],
    ['Job_Title', 'Job Title', 'an underscore'],
  ])('%s and %s: %s', (a, b) => {
    expect(isLookAlike(a, b)).toBe(true)
    expect(isLookAlike(b, a)).toBe(true)
    expect(createLookAlikes([b]).find(a)).toBe(b)
    expect(createLookAlikes([a]).find(b)).toBe(a)
  })

  test.each([
    ['Sales', 'sales', 'the same tag'],
    ['Level 1', 'Level 2', 'numbers'],
    ['2024-01-01', '2024-01-02', 'dates'],
    ['1.5', '15', 'a decimal point'],
    ['Team A', 'Team B', 'letters that number'],
    ['Iran', 'Iraq', 'short words'],
    ['IT', 'HR', 'abbreviations'],
    ['Northeast', 'Northwest', 'two letters changed'],
    ['C', 'C++', 'signs of their own'],
    ['A+', 'A-', 'grades'],
    ['East Coast', 'Coast', 'another number of words'],
    ['+', '-', 'nothing but signs'],
    ['Grade 7', 'Grade 8', 'numbers'],
    ['ISO 9001', 'ISO 90001', 'numbers'],
    ['Team 1 Room 2', 'Team 2 Room 1', 'numbers in another order'],
    ['K-12', 'K-21', 'codes'],
    ['Engineer XVIII', 'Engineer XXVIII', 'Roman numbers'],
    ['Trainer', 'Trainee', 'who gives and who takes'],
    ['Gambia', 'Zambia', 'the first letter'],
    ['Iceland', 'Ireland', 'a letter apart and both right'],
    ['北京销售一部门', '北京销售二部门', 'signs that are words'],
    ['jon.smith@example.com', 'john.smith@example.com', 'addresses'],
    ['Dept', 'Department', 'a word cut short without a dot'],
    ['Designer', 'Design', 'who does it'],
    ['Head of Sales', 'Head of Sales and Marketing', 'another number of words'],
  ])('%s and %s are not: %s', (a, b) => {
    expect(isLookAlike(a, b)).toBe(false)
    expect(createLookAlikes([b]).find(a)).toBeUndefined()
  })
})

test('all that are alike are told, in the order they were noted', () => {
  const index = createLookAlikes(['Sales', 'Marketing', 'Sale', 'Slaes'])
  expect(index.findAll('Salse')).toEqual(['Sales'])
  expect(index.findAll('Sales')).toEqual(['Sale', 'Slaes'])
  expect(index.find('Sales')).toBe('Sale')
  expect(index.findAll('Marketting')).toEqual(['Marketing'])
})

test('thousands of values beside ten thousand take no time', () => {
  const letters = (n: number) =>
    String.fromCharCode(...[...n.toString().padStart(4, '0')].map(d => 97 + Number(d) * 2))
  const values = Array.from({ length: 10_000 }, (_, n) => `department ${letters(n)}`)
  // Of the processor, not of the wall: other programs may run beside.
  const start = process.cpuUsage()
  const index = createLookAlikes(values)
  for (let n = 0; n < 3_000; n++) index.find(`department ${letters(n)}x`)
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000)
})

describe('countries, months, languages and cities are what they are', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap(a => letters.map(b => a + b))
  const alike = (values: readonly string[]) => {
    const index = createLookAlikes()
    return [...new Set(values)].flatMap(value => {
      const like = index.find(value)
      index.note(value)
      return like === undefined ? [] : [`${value}, ${like}`]
    })
  }

  test.each(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv', 'tr', 'ru', 'ja', 'zh'])(
    'in %s',
    language => {
      const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
      const currencies = new Intl.DisplayNames([language], { type: 'currency', fallback: 'none' })
      const on = (options: Intl.DateTimeFormatOptions, date: number) =>
        new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date)
      const months = Array.from({ length: 12 }, (_, n) => on({ month: 'long' }, Date.UTC(2024, n, 5)))
      const days = Array.from({ length: 7 }, (_, n) => on({ weekday: 'long' }, Date.UTC(2024, 0, n + 1)))
      const money = Intl.supportedValuesOf('currency').flatMap(code => currencies.of(code) ?? [])
      expect(alike(codes.flatMap(code => regions.of(code) ?? []))).toEqual([])
      expect(alike(months)).toEqual([])
      expect(alike(days)).toEqual([])
      expect(alike(money)).toEqual([])
    },
  )

  test('cities of the time zones', () => {
    const cities = Intl.supportedValuesOf('timeZone').flatMap(zone => zone.split('/').slice(1))
    expect(cities.length).toBeGreaterThan(300)
    expect(alike(cities.map(city => city.replaceAll('_', ' ')))).toEqual([])
  })
})
