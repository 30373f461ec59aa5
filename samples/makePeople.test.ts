import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEmail } from '../src/imports/file/checkEmail.ts'
import { offices } from './company.ts'
import { locales } from './locales.ts'
import { sampleCsv, samplePeople } from './makePeople.ts'

const people = [...samplePeople(5_000, 7)]

describe('sample people', () => {
  test('are the same for the same count and seed, and others for another seed', () => {
    expect([...samplePeople(50, 7)]).toEqual([...samplePeople(50, 7)])
    expect([...samplePeople(50, 8)]).not.toEqual([...samplePeople(50, 7)])
  })

  test('have e-mail addresses that are valid, plain ASCII, and each but once', () => {
    for (const { email } of people) {
      expect(readEmail(email)).toEqual({ email })
      expect(email).toMatch(/^[a-z]+\.[a-z]+\d*@example\.(org|com)$/)
    }
    expect(new Set(people.map(person => person.email)).size).toBe(people.length)
  })

  test('have a region that follows from their location', () => {
    const regions = new Map(offices.map(({ name, region }) => [name, region]))
    for (const { Location, Region } of people) expect(Region).toBe(regions.get(Location))
  })

  test('are managed by somebody of the list who is a manager, but for the heads of departments', () => {
    const byEmail = new Map(people.map(person => [person.email, person]))
    const heads = people.filter(person => person.Manager === '')
    expect(heads.length).toBe(new Set(people.map(person => person.Department)).size)
    for (const { Manager, Department } of people) {
      if (Manager === '') continue
      expect(byEmail.get(Manager)).toMatchObject({ Department, Employment: 'Full-time' })
    }
  })

  test('bear names of more than twenty languages in their own scripts', () => {
    expect(Object.keys(locales).length).toBeGreaterThan(20)
    const all = people.map(person => `${person.first_name} ${person.last_name}`).join('\n')
    for (const script of [
      'Han',
      'Hangul',
      'Devanagari',
      'Arabic',
      'Hebrew',
      'Greek',
      'Cyrillic',
      'Ethiopic',
      'Thai',
    ])
      expect(all).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'))
  })

  test('are shared out unevenly, as in a company', () => {
    const sizes = [...Map.groupBy(people, person => person.Location).values()].map(group => group.length)
    expect(Math.max(...sizes)).toBeGreaterThan(10 * Math.min(...sizes))
  })

  test('in samples/people.csv are the first thousand that the script makes', () => {
    const file = readFileSync(join(import.meta.dirname, 'people.csv'), 'utf8')
    expect(file).toBe([...sampleCsv(1_000)].join(''))
  })
})
