import { expect, test } from 'vitest'
import { outcomeOf } from './personProgress.ts'

const open = {
  status: 'assigned',
  due_at: null,
  completed_at: null,
  superseded_at: null,
  assignment_status: 'live',
} as const
const done = { ...open, status: 'completed', completed_at: 50 } as const

test.each([
  ['open', open],
  ['open', { ...open, due_at: 100 }],
  ['overdue', { ...open, due_at: 99 }],
  ['missed', { ...open, due_at: 99, assignment_status: 'closed' }],
  ['missed', { ...open, superseded_at: 60 }],
  ['onTime', done],
  ['onTime', { ...done, due_at: 50, superseded_at: 60 }],
  ['late', { ...done, due_at: 49 }],
  ['withdrawn', { ...open, status: 'withdrawn', due_at: 99 }],
] as const)('%s', (outcome, row) => expect(outcomeOf(row, 100)).toBe(outcome))
