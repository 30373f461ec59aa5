import { expect, test } from 'vitest'
import { sizeSteps, sizeTicks, timeTicks } from './sizeSteps.ts'

const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`

test('the size stays until a change moves it, and goes on until now', () => {
  const points = [
    { at: at(1), people: 0 },
    { at: at(3), people: 10 },
    { at: at(4), people: 5 },
  ]
  expect(sizeSteps(points, new Date(at(5)), 100, 10)).toEqual({
    path: 'M 0 10 H 50 V 0 H 75 V 5 H 100',
    places: [
      { x: 0, y: 10 },
      { x: 50, y: 0 },
      { x: 75, y: 5 },
    ],
  })
  expect(sizeSteps(points, new Date(at(5)), 100, 10, 20).path).toBe('M 0 10 H 50 V 5 H 75 V 7.5 H 100')
})

test('a segment that never had anybody is a line on the ground', () => {
  expect(sizeSteps([{ at: at(1), people: 0 }], new Date(at(2)), 100, 10).path).toBe('M 0 10 H 100')
})

test('the scale is of whole people in even steps, and nothing goes beyond it', () => {
  expect(sizeTicks(0)).toEqual([0, 1])
  expect(sizeTicks(3)).toEqual([0, 2, 4])
  expect(sizeTicks(61)).toEqual([0, 40, 80])
  expect(sizeTicks(412)).toEqual([0, 250, 500])
  for (let most = 0; most < 3_000; most++) {
    const ticks = sizeTicks(most)
    const [first, second = 0] = ticks
    const top = ticks.at(-1) ?? 0
    expect([most, first, ticks.every(Number.isInteger), top >= most]).toEqual([most, 0, true, true])
    expect(ticks.every((tick, index) => tick === index * second)).toBe(true)
    if (most > 10) expect([most, top < most * 1.7]).toEqual([most, true])
  }
})

test('the dates below it are as short as they may be, and none stands there twice', () => {
  const labels = (from: string, to: string) =>
    timeTicks(new Date(from), new Date(to), 5).map(tick => tick.label)
  expect(labels('2026-03-01T12:00:00', '2026-03-09T12:00:00')).toEqual([
    '1 Mar',
    '3 Mar',
    '5 Mar',
    '7 Mar',
    '9 Mar',
  ])
  expect(labels('2026-03-01T12:00:00', '2026-03-04T12:00:00')).toEqual(['1 Mar', '2 Mar', '3 Mar', '4 Mar'])
  expect(labels('2025-03-01T12:00:00', '2026-03-01T12:00:00')[0]).toBe('1 Mar 2025')
  expect(labels('2026-03-01T08:00:00', '2026-03-01T12:00:00')).toEqual([
    '08:00',
    '09:00',
    '10:00',
    '11:00',
    '12:00',
  ])
})
