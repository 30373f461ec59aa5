import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rounds } from '../../test/laws/rounds.ts'
import { applyToRoster, fromDraft } from '../changes/applyToRoster.ts'
import { type Draft, startDraft } from '../changes/draft.ts'
import {
  assignmentsToLookAt,
  exemptAfter,
  moveAssignments,
  type RecipientStates,
} from '../changes/moveAssignments.ts'
import type { AssignmentRow, ExceptionRow, WorkspaceTable } from '../db/schema.ts'
import type { Moves } from '../roster/moved.ts'
import { nobody, setOf } from '../roster/peopleSet.ts'
import { emptyRoster, type Roster } from '../roster/roster.ts'

/** Random histories of one assignment over three segments and eight people, beside a model of plain sets. */
const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8]
const SEGMENTS = [1, 2, 3]

type Step =
  | { do: 'move'; segment: number; people: number[] }
  | { do: 'complete'; person: number }
  | { do: 'edit'; fields: Partial<Pick<AssignmentRow, 'audience' | 'joiners' | 'leavers' | 'status'>> }
  | { do: 'withdraw'; people: number[]; status: AssignmentRow['status'] | null }
  | { do: 'occur' }
  | { do: 'renew'; people: number[] }
  | { do: 'exempt'; people: number[] }

const somePeople = fc.subarray(PEOPLE)
const aStatus = fc.constantFrom<AssignmentRow['status']>('draft', 'scheduled', 'live', 'closed')
const anAudience = fc
  .record({ include: fc.subarray(SEGMENTS, { minLength: 1 }), exclude: fc.subarray(SEGMENTS) })
  .map(audience => JSON.stringify(audience))

const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      segment: fc.constantFrom(...SEGMENTS),
      people: somePeople,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('complete' as const), person: fc.constantFrom(...PEOPLE) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      fields: fc.record(
        {
          audience: anAudience,
          joiners: fc.constantFrom<AssignmentRow['joiners']>('receive', 'ignore'),
          leavers: fc.constantFrom<AssignmentRow['leavers']>('keep', 'withdraw'),
          status: fc.oneof({ weight: 3, arbitrary: fc.constant('live' as const) }, aStatus),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      people: somePeople,
      status: fc.option(aStatus),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'occur' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renew' as const), people: somePeople }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('exempt' as const), people: somePeople }) },
)

type World = {
  roster: Roster
  row: AssignmentRow
  members: Map<number, Set<number>>
  /** Absent: has never had it. */
  recipients: Map<number, 'open' | 'completed' | 'withdrawn'>
  /** The occurrence of each one's present row. */
  numbers: Map<number, number>
  exempt: Set<number>
  version: number
}

function aWorld(): World {
  const roster = emptyRoster(1, '2026-03-02')
  const row: AssignmentRow = {
    id: 1,
    title: 'X',
    instructions: '',
    link: null,
    audience: '{"include":[1],"exclude":[2]}',
    joiners: 'receive',
    leavers: 'keep',
    starts_at: null,
    due: null,
    repeat: null,
    occurrence: 1,
    occurred_on: null,
    reminders: '[]',
    completion: 'done',
    steps: '[]',
    next_step: 1,
    status: 'draft',
    published_at: null,
    closed_at: null,
    created_at: 0,
    updated_at: 0,
  }
  const world = {
    roster,
    row,
    members: new Map(SEGMENTS.map(id => [id, new Set<number>()])),
    recipients: new Map(),
    numbers: new Map(),
    exempt: new Set<number>(),
    version: 0,
  }
  const draft = draftOf(world)
  draft.assignments.set(1, { before: null, after: row })
  take(world, draft, new Map())
  return world
}

type People = ReadonlySet<number>
const both = (a: People, b: People) => new Set([...a, ...b])
const without = (a: People, b: People) => new Set([...a].filter(id => !b.has(id)))
const common = (a: People, b: People) => new Set([...a].filter(id => b.has(id)))
const none: People = new Set()

const numbers = { next_person: 9, next_key: 1, next_tag: 1, next_segment: 4, next_assignment: 2 }
const draftOf = (world: World) => startDraft(world.roster, numbers as WorkspaceTable, 0)

const plain = (world: World, ...wanted: string[]) =>
  new Set([...world.recipients].filter(([, status]) => wanted.includes(status)).map(([person]) => person))

function audienceOf(world: World, row: AssignmentRow): Set<number> {
  const { include, exclude } = JSON.parse(row.audience) as { include: number[]; exclude: number[] }
  const of = (ids: number[]) =>
    ids.reduce<People>((all, id) => both(all, world.members.get(id) ?? none), none)
  return without(of(include), of(exclude))
}

/** Moves, checks every law against the model, and brings roster and model forward. */
function take(world: World, draft: Draft, segments: Moves): void {
  const consequences = {
    people: { entered: nobody, left: nobody },
    touched: nobody,
    tags: new Map(),
    segments,
  }
  const completed = plain(world, 'completed')
  const open = plain(world, 'open')
  const has = both(completed, open)
  const before = world.row
  const after = draft.assignments.get(1)?.after ?? before
  const gone = plain(world, 'withdrawn')
  const behind = new Set(
    [...world.numbers].filter(([, number]) => number < after.occurrence).map(([person]) => person),
  )
  const told = without(gone, behind)
  const states: RecipientStates = new Map(
    assignmentsToLookAt(draft, consequences).map(id => [
      id,
      {
        completed: setOf(completed),
        told: setOf(told),
        withdrawn: setOf(gone),
        behind: setOf(behind),
      },
    ]),
  )
  const assignments = moveAssignments(draft, consequences, states)
  const move = assignments.get(1)
  const received = new Set(move?.received ?? [])
  const withdrawn = new Set(move?.withdrawn ?? [])
  const again = new Set(move?.again ?? [])
  const renewed = new Set(move?.renewed ?? [])

  const exempt = new Set(exemptAfter(draft, 1))
  const freed = without(world.exempt, exempt)
  const audience = without(audienceOf(world, after), exempt)
  const forced = new Set(draft.withdraw.get(1) ?? [])
  expect(common(received, withdrawn)).toEqual(none)
  expect(common(received, has)).toEqual(none)
  expect(without(withdrawn, open)).toEqual(none)
  expect(without(received, audience)).toEqual(none)
  expect(again).toEqual(common(received, told))
  expect(new Set(move?.returned ?? [])).toEqual(common(received, gone))
  // One that is reopened treats whoever came meanwhile as joiners; one that starts reaches everybody.
  const starts = before.status === 'draft' || before.status === 'scheduled'
  // Somebody from whom an undo took it back stays without it until something about its audience moves.
  const isLookedAt = states.has(1)
  if (after.status !== 'live' || !isLookedAt) expect(received).toEqual(none)
  else if (after.joiners === 'receive' || starts || after.occurrence > before.occurrence) {
    expect(received).toEqual(without(without(audience, has), forced))
    const again = common(new Set(draft.renew.get(1) ?? []), common(audience, completed))
    expect(renewed).toEqual(without(both(common(common(audience, has), behind), again), withdrawn))
  } else expect(without(without(without(common(freed, audience), has), forced), received)).toEqual(none)
  const isLive = isLookedAt && after.status === 'live'
  const lost = isLive && after.leavers === 'withdraw' ? without(open, audience) : none
  const excused = isLive ? common(open, exempt) : none
  expect(withdrawn).toEqual(both(both(lost, excused), common(forced, open)))
  expect(without(renewed, common(has, audience))).toEqual(none)

  world.version += 1
  applyToRoster(world.roster, fromDraft(draft, { consequences, assignments }, world.version))
  for (const [id, { entered, left }] of segments) {
    expect(new Set(world.roster.members.get(id))).toEqual(world.members.get(id))
    expect([...entered].length + [...left].length).toBeGreaterThan(0)
  }
  world.row = after
  world.exempt = exempt
  expect(new Set(world.roster.exempt.get(1) ?? [])).toEqual(exempt)
  for (const person of [...received, ...renewed]) {
    const own = world.numbers.get(person) ?? 0
    world.recipients.set(person, 'open')
    world.numbers.set(person, Math.max(after.occurrence, renewed.has(person) ? own + 1 : own))
  }
  for (const person of withdrawn) world.recipients.set(person, 'withdrawn')
  expect(new Set(world.roster.received.get(1) ?? [])).toEqual(plain(world, 'open', 'completed'))
}

function anExemption(person: number, stands: boolean): ExceptionRow {
  return {
    id: person,
    assignment_id: 1,
    person_id: person,
    kind: 'exempt',
    occurrence: 0,
    until: null,
    reason: '',
    made_at: 0,
    made_by: '',
    ended_at: stands ? null : 1,
    ended_by: null,
  }
}

function perform(world: World, step: Step): void {
  if (step.do === 'complete') {
    if (world.recipients.get(step.person) === 'open') world.recipients.set(step.person, 'completed')
    return
  }
  const draft = draftOf(world)
  const segments: Moves = new Map()
  if (step.do === 'move') {
    const before = world.members.get(step.segment) ?? new Set()
    const now = new Set(step.people)
    world.members.set(step.segment, now)
    const move = { entered: setOf(without(now, before)), left: setOf(without(before, now)) }
    if (!move.entered.isEmpty || !move.left.isEmpty) segments.set(step.segment, move)
  } else if (step.do === 'edit') {
    draft.assignments.set(1, { before: world.row, after: { ...world.row, ...step.fields } })
  } else if (step.do === 'occur') {
    const occurrence = Math.max(world.row.occurrence, ...world.numbers.values()) + 1
    draft.assignments.set(1, { before: world.row, after: { ...world.row, occurrence } })
  } else if (step.do === 'renew') draft.renew.set(1, setOf(step.people))
  else if (step.do === 'exempt') {
    // Exactly these are exempt afterwards: whoever was, and is not among them, has it ended.
    for (const person of both(world.exempt, new Set(step.people))) {
      const isExempt = step.people.includes(person)
      draft.exceptions.set(person, { before: null, after: anExemption(person, isExempt) })
    }
  } else {
    draft.withdraw.set(1, setOf(step.people))
    if (step.status)
      draft.assignments.set(1, { before: world.row, after: { ...world.row, status: step.status } })
  }
  take(world, draft, segments)
}

test('through any history: received is the audience that has it not, completed is never taken, nobody is both', () => {
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 1, maxLength: 40 }), steps => {
      const world = aWorld()
      for (const step of steps) perform(world, step)
    }),
    rounds(400, 20_000),
  )
})
