import { expect, test } from 'vitest'
import { pathToSegment } from './pathToSegment.ts'
import type { BoundRule } from './rule.ts'

const exists: BoundRule = { keyId: 1, op: 'exists' }

test('the first reference to a segment is found by its path', () => {
  const rule: BoundRule = {
    all: [exists, { none: [{ segmentId: 7 }, { any: [{ segmentId: 3 }, { segmentId: 3 }] }] }],
  }
  expect(pathToSegment(rule, 3)).toBe('all[1].none[1].any[0].segment')
  expect(pathToSegment(rule, 7)).toBe('all[1].none[0].segment')
  expect(pathToSegment({ segmentId: 7 }, 7)).toBe('segment')
  expect(pathToSegment(rule, 9)).toBeUndefined()
  expect(pathToSegment(exists, 9)).toBeUndefined()
})
