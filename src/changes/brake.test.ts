import { expect, test } from 'vitest'
import { brake } from './brake.ts'
import { stillPlan } from './stillPlan.ts'

const limits = { segmentShare: 0.25, segmentPeople: 50, deactivated: 20, messages: 500 }
const moving = (before: number, entered: number, left: number) => ({
  ...stillPlan(1, 'Edit'),
  segments: [
    {
      id: 1,
      name: 'Sales',
      before,
      entered,
      left,
      after: before + entered - left,
      sample: { entered: [], left: [] },
    },
  ],
})

test('what holds a plan is said with its share, and confirmed by exactly its numbers', () => {
  expect(brake(moving(500, 0, 310), limits)).toEqual({
    reasons: ['310 people would leave “Sales”, 62% of its 500 members (the limit is 25%).'],
    confirm: '310',
  })
  const both = { ...moving(7, 1_000, 60), messages: 1_060 }
  expect(brake(both, limits)).toEqual({
    reasons: [
      '1,060 messages would go out (the limit is 500).',
      '1,000 people would enter “Sales”, 14,286% of its 7 members (the limit is 25%).',
      '60 people would leave “Sales”, 857% of its 7 members (the limit is 25%).',
    ],
    confirm: '1060+1000+60',
  })
})

test('few people, a small share and a first filling are let through', () => {
  expect(brake(moving(60, 0, 49), limits)).toBeNull()
  expect(brake(moving(1_000, 200, 250), limits)).toBeNull()
  expect(brake(moving(0, 1_000, 0), limits)).toBeNull()
})
