import { expect, test } from 'vitest'
import { sizeSteps } from './sizeSteps.ts'

const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`

test('the size stays until a change moves it, and goes on until now', () => {
  const points = [
    { at: at(1), people: 0 },
    { at: at(3), people: 10 },
    { at: at(4), people: 5 },
  ]
  expect(sizeSteps(points, new Date(at(5)), 100, 10)).toBe('M 0 10 H 50 V 0 H 75 V 5 H 100')
})

test('a segment that never had anybody is a line on the ground', () => {
  expect(sizeSteps([{ at: at(1), people: 0 }], new Date(at(2)), 100, 10)).toBe('M 0 10 H 100')
})
