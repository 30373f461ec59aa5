import { expect, test } from 'vitest'
import type { Plan } from '../../src/changes/contract.ts'
import { comparePlans } from './parts/comparePlans.ts'
import { movesNobody } from './parts/planFigures.ts'
import { closed, planActReducer, type RunningAct } from './planActState.ts'

const act: RunningAct = { label: 'Do it', run: async () => undefined, onDone: () => {} }
const aPlan = (version: number, entered = 0): Plan => ({
  id: 'p',
  version,
  summary: 'Something',
  people: { created: 0, updated: 0, unchanged: 4, deactivated: 0, removed: 0, reactivated: 0, refused: 0 },
  tags: { keysCreated: [], created: [], removed: [], lookAlikes: [], changed: [] },
  segments: [
    {
      id: 7,
      name: 'Dallas',
      entered,
      left: 0,
      before: 3,
      after: 3 + entered,
      sample: { entered: [], left: [] },
    },
  ],
  assignments: [],
  messages: 0,
  notes: [],
  brake: null,
})

test('a plan from another version keeps the one shown before, so that what differs can be marked', () => {
  const shown = planActReducer(planActReducer(closed, { type: 'plan', act }), {
    type: 'show',
    plan: aPlan(4, 1),
  })
  const moved = planActReducer(planActReducer(shown, { type: 'commit' }), {
    type: 'moved',
    plan: aPlan(5, 2),
  })
  expect(moved).toMatchObject({
    at: 'open',
    isCommitting: false,
    earlier: { version: 4 },
    plan: { version: 5 },
  })
  expect([...comparePlans(aPlan(4, 1), aPlan(5, 2)).was]).toEqual([['segment:7', 'was 3 → 4 +1']])
})

test('a brake found at the commit is not a move', () => {
  const shown = planActReducer(planActReducer(closed, { type: 'plan', act }), {
    type: 'show',
    plan: aPlan(4, 1),
  })
  const held = { ...aPlan(4, 1), brake: { reasons: ['Too many.'], confirm: '1' } }
  expect(planActReducer(shown, { type: 'moved', plan: held })).toMatchObject({
    earlier: undefined,
    plan: { brake: { confirm: '1' } },
  })
})

test('an answer that comes after the sheet was closed opens nothing', () => {
  expect(planActReducer(closed, { type: 'show', plan: aPlan(1) })).toBe(closed)
  expect(planActReducer(closed, { type: 'fail', error: new Error('late') })).toBe(closed)
})

test('only a plan in which nobody moves and nothing holds may be done unseen', () => {
  expect(movesNobody(aPlan(1))).toBe(true)
  expect(movesNobody(aPlan(1, 1))).toBe(false)
  expect(movesNobody({ ...aPlan(1), messages: 1 })).toBe(false)
  expect(movesNobody({ ...aPlan(1), brake: { reasons: [], confirm: '1' } })).toBe(false)
})
