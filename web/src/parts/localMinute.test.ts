import { expect, test } from 'vitest'
import { localMinute, momentOfMinute } from './localMinute.ts'

test('a minute chosen in the field is asked for to its end, and shown again as it was chosen', () => {
  const moment = momentOfMinute('2026-12-31T14:30') ?? ''
  expect(localMinute(new Date(moment))).toBe('2026-12-31T14:30')
  expect(new Date(moment).getSeconds()).toBe(59)
  expect(momentOfMinute('2026-12-')).toBeUndefined()
})
