import { describe, expect, test } from 'vitest'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import {
  type AssignmentDraft,
  bodyOf,
  draftOf,
  dueAtOf,
  isTouched,
  missing,
  newDraft,
} from './assignmentDraft.ts'

const saved: Assignment = {
  id: 4,
  title: 'Ladder safety',
  instructions: 'Read **this**.',
  link: 'https://example.org/ladders',
  audience: { include: [1, 2], exclude: [3] },
  segments: [],
  joiners: 'ignore',
  leavers: 'withdraw',
  startsAt: '2026-03-02T08:30:00.000Z',
  due: { afterDays: 7 },
  repeat: { every: { months: 6 }, from: 'date', on: '2026-07-31' },
  occurrence: 1,
  nextOn: null,
  reminders: [3, 1],
  completion: 'acknowledged',
  steps: [
    { id: 4, text: 'Watch the film', link: 'https://example.org/film' },
    { id: 2, text: 'Climb one', link: null },
  ],
  status: 'draft',
  counts: {
    audience: 0,
    exempt: 0,
    assigned: 0,
    opened: 0,
    completed: 0,
    withdrawn: 0,
    overdue: 0,
    held: 0,
    failed: 0,
  },
  version: 9,
  publishedAt: null,
  closedAt: null,
  createdAt: '2026-03-01T00:00:00.000Z',
  updatedAt: '2026-03-01T00:00:00.000Z',
}
const written = (fields: Partial<AssignmentDraft>): AssignmentDraft => ({ ...newDraft(undefined), ...fields })

test('what was saved and is not touched is sent back as it was', () => {
  const { title, instructions, link, audience, joiners, leavers, startsAt, due, repeat, reminders } = saved
  const { completion, steps } = saved
  expect(bodyOf(draftOf(saved))).toEqual({
    title,
    instructions,
    link,
    audience,
    joiners,
    leavers,
    startsAt,
    due,
    repeat,
    reminders,
    completion,
    steps,
  })
  expect(isTouched(draftOf(saved), draftOf(saved))).toBe(false)
})

describe('what is missing', () => {
  test('a draft needs a title, publishing an audience too', () => {
    expect(missing(newDraft(undefined), false)).toEqual({ title: 'An assignment needs a title.' })
    expect(missing(written({ title: 'A' }), true)).toEqual({ audience: 'Choose at least one segment.' })
    expect(missing(written({ title: 'A', include: [1] }), true)).toEqual({})
  })

  test('a start, a due day and a link are checked only where they were asked for', () => {
    expect(missing(written({ title: 'A', starts: 'at', dueBy: 'on', link: 'example.org' }), false)).toEqual({
      startsAt: 'Choose when it starts.',
      due: 'Choose the day.',
      link: 'A link begins with https:// or http://.',
    })
    expect(missing(written({ title: 'A', dueBy: 'afterDays', dueAfter: 'soon' }), false)).toHaveProperty(
      'due',
    )
  })
})

test('a new step has no number yet, and each needs a text and a link that is one', () => {
  const step = { key: -1, id: null, text: ' Sign ', link: '' }
  expect(bodyOf(written({ title: 'A', steps: [step] })).steps).toEqual([{ text: 'Sign', link: null }])
  const wrong = (fields: Partial<typeof step>) =>
    missing(written({ title: 'A', steps: [step, { ...step, key: -2, ...fields }] }), false).steps
  expect(wrong({})).toBeUndefined()
  expect(wrong({ text: ' ' })).toBe('Step 2 needs a text, or can be removed.')
  expect(wrong({ link: 'example.org' })).toMatch(/^Step 2: a link begins with/)
})

test('without a due day nobody is reminded', () => {
  expect(bodyOf(written({ title: 'A', reminders: [3] }))).toMatchObject({ due: null, reminders: [] })
})

test('due some days after receiving is the end of that day', () => {
  const now = new Date(2026, 1, 27, 10)
  const due = new Date(dueAtOf(written({ dueBy: 'afterDays', dueAfter: '2' }), now) ?? '')
  expect([due.getFullYear(), due.getMonth(), due.getDate(), due.getHours()]).toEqual([2026, 2, 1, 23])
})
