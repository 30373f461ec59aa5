import { expect, test } from 'vitest'
import { placeOfSegment } from './placeOfSegment.ts'
import type { BoundRule } from './rule.ts'

const exists: BoundRule = { keyId: 1, op: 'exists' }

test('the first reference to a segment is found by its line and column', () => {
  const text = 'A exists and\n  not any (in segment #7,\n    in segment "Bee", in segment bee)'
  const bound: BoundRule = {
    all: [exists, { none: [{ any: [{ segmentId: 7 }, { segmentId: 3 }, { segmentId: 3 }] }] }],
  }
  expect(placeOfSegment(text, bound, 7)).toEqual({ line: 2, column: 23 })
  expect(placeOfSegment(text, bound, 3)).toEqual({ line: 3, column: 16 })
  expect(placeOfSegment(text, bound, 9)).toBeUndefined()
  expect(placeOfSegment('in segment Bee', { segmentId: 3 }, 3)).toEqual({ line: 1, column: 12 })
  expect(placeOfSegment('A exists', exists, 9)).toBeUndefined()
})
