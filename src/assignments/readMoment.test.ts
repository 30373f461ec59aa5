import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMoment } from './readMoment.ts'

const read = (text: string) => {
  const moment = readMoment(text, 'Europe/Berlin')
  return typeof moment === 'number' ? new Date(moment).toISOString() : moment.reason
}

describe('a moment of a list', () => {
  test.each([
    ['2026-03-02', '2026-03-01T23:00:00.000Z'],
    [' 2026-03-02 14:30 ', '2026-03-02T13:30:00.000Z'],
    ['2026-03-02T14:30:15Z', '2026-03-02T14:30:15.000Z'],
    ['2026-03-02T14:30:15.123+0100', '2026-03-02T13:30:15.000Z'],
    ['2.3.2026', '2026-03-01T23:00:00.000Z'],
    ['02.03.2026, 14:30', '2026-03-02T13:30:00.000Z'],
    ['31/12/2026', '2026-12-30T23:00:00.000Z'],
    ['12/31/2026 2:05 PM', '2026-12-31T13:05:00.000Z'],
    ['12/31/2026 12:05 am', '2026-12-30T23:05:00.000Z'],
    ['5/5/2026', '2026-05-04T22:00:00.000Z'],
    // In a spring night this hour does not exist; the next one does.
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
  ])('“%s” is read', (text, moment) => {
    expect(read(text)).toBe(moment)
  })

  test.each(['03/04/2026', '3-4-2026'])('“%s” could be two days and is not guessed', text => {
    expect(read(text)).toMatch(/can be read in two ways: is 3 the day or the month/)
  })

  test.each([
    '',
    'yes',
    '2026-02-30',
    '2026-13-01',
    '31.04.2026',
    '2026-03-02 25:00',
    '2026-03-02 soon',
    '46000',
  ])('“%s” is no date', text => {
    expect(read(text)).toMatch(/is no date/)
  })

  test('any moment written as ISO 8601 is that very second', () => {
    const dates = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, date => {
        const second = Math.floor(date.getTime() / 1000) * 1000
        expect(readMoment(date.toISOString(), 'Asia/Tokyo')).toBe(second)
      }),
    )
  })
})
