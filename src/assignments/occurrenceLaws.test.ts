import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { rounds } from '../../test/laws/rounds.ts'
import { somePeople } from '../../test/somePeople.ts'
import { setAsOf } from '../changes/asOf.ts'
import { check } from '../changes/check.ts'
import { createEngine, currentRoster } from '../changes/engine.ts'
import { nobody } from '../roster/peopleSet.ts'
import type { Repeat } from './contract.ts'
import { expireExemptions } from './expireExemptions.ts'
import { repeatDue } from './repeatDue.ts'

const NAMES = ['Ada', 'Ben', 'Cas', 'Dee', 'Eve']
const HOUR = 3_600_000

type Step =
  | { do: 'members'; who: number[] }
  | { do: 'complete'; who: number }
  | { do: 'exempt'; who: number; days: number }
  | { do: 'pass'; hours: number; servers: 1 | 2 }
  | { do: 'restart' }
  | { do: 'undoTwice' }

const who = fc.integer({ min: 0, max: NAMES.length - 1 })
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('members' as const), who: fc.subarray([0, 1, 2, 3, 4]) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('complete' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('exempt' as const), who, days: fc.integer({ min: 0, max: 70 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      // Now an hour, now a week of sleep, now a season.
      hours: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 24 * 7, max: 24 * 80 })),
      servers: fc.constantFrom(1 as const, 2 as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'undoTwice' as const }) },
)
const aHistory = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/Chicago', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
  months: fc.constantFrom(1, 2, 5),
  from: fc.constantFrom('date' as const, 'completion' as const),
  leavers: fc.constantFrom('keep' as const, 'withdraw' as const),
  steps: fc.array(aStep, { minLength: 1, maxLength: 16 }),
})

/** What one person should have: the plainest telling of the rules in the guide. */
type Expected = { occurrence: number; status: 'assigned' | 'completed' | 'withdrawn'; completedOn: string }
type World = {
  members: Set<number>
  /** Last day of the exemption. */
  exempt: Map<number, string>
  has: Map<number, Expected>
  newest: number
  lastDate: string
}

let app: TestApp
let client: Client
let people: number[]
let sales: number
let clock: Date

beforeAll(async () => {
  clock = new Date('2026-01-31T10:00:00Z')
  app = await startApp({ now: () => clock })
  client = await app.client('admin')
  people = Object.values(
    await somePeople(app.context, Object.fromEntries(NAMES.map(name => [name, { Team: 'None' }]))),
  )
  await retag(app.context, { [people[0] ?? 0]: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())

const idOf = (index: number) => people[index] ?? 0
const dayAt = (zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(clock.getTime()).toZonedDateTimeISO(zone).toPlainDate()

async function presentRows(assignmentId: number) {
  return await app.context.db.read
    .selectFrom('recipient')
    .select(['person_id', 'occurrence', 'status', 'superseded_at'])
    .where('assignment_id', '=', assignmentId)
    .orderBy('person_id')
    .orderBy('occurrence')
    .execute()
}

/** Whoever is in the audience has the newest occurrence; whoever is exempt, or has left what is withdrawn, has lost it. */
function settle(world: World, { from, leavers }: { from: Repeat['from']; leavers: string }): void {
  for (const index of NAMES.keys()) {
    const has = world.has.get(index)
    const isExempt = world.exempt.has(index)
    if (world.members.has(index) && !isExempt) {
      const isBehind = from === 'date' && has !== undefined && has.occurrence < world.newest
      if (!has || has.status === 'withdrawn' || isBehind)
        world.has.set(index, {
          occurrence: Math.max(world.newest, has?.occurrence ?? 0),
          status: 'assigned',
          completedOn: '',
        })
    } else if (has?.status === 'assigned' && (isExempt || leavers === 'withdraw')) has.status = 'withdrawn'
  }
}

async function step(world: World, id: number, history: HistoryOf, step: Step): Promise<void> {
  const { zone, months, from } = history
  if (step.do === 'members') {
    world.members = new Set(step.who)
    const tags = people.map((person, index) => [
      person,
      world.members.has(index) ? { Department: 'Sales' } : {},
    ])
    await retag(app.context, Object.fromEntries(tags))
  } else if (step.do === 'complete') {
    const has = world.has.get(step.who)
    if (has?.status !== 'assigned') return
    await client.assignments.updateRecipient({
      params: { id, personId: idOf(step.who) },
      body: { status: 'completed' },
    })
    Object.assign(has, { status: 'completed', completedOn: String(dayAt(zone)) })
  } else if (step.do === 'exempt') {
    const until = String(dayAt(zone).add({ days: step.days }))
    await client.exceptions.create({
      params: { id },
      body: { kind: 'exempt', personId: idOf(step.who), until, reason: 'Why not' },
    })
    world.exempt.set(step.who, until)
  } else if (step.do === 'restart') {
    app.context.engine.rosters.clear()
    return
  } else if (step.do === 'undoTwice') {
    const last = (await client.changes.list({ limit: 1 })).items[0]
    if (!last?.canUndo) return
    const before = await presentRows(id)
    const undone = asDone(await client.changes.undo({ params: { id: last.id } }))
    await client.changes.undo({ params: { id: undone.changeId } })
    expect(await presentRows(id)).toEqual(before)
    return
  } else {
    clock = new Date(clock.getTime() + step.hours * HOUR)
    const other = { ...app.context, engine: createEngine(app.context.db) }
    const servers = [app.context, other].slice(0, step.servers)
    await Promise.all(servers.map(context => expireExemptions(context)))
    await Promise.all(servers.map(context => repeatDue(context)))
    const today = dayAt(zone)
    for (const [index, until] of world.exempt) if (until < String(today)) world.exempt.delete(index)
    settle(world, history)
    if (from === 'date') {
      const anchor = Temporal.PlainDate.from(history.anchor)
      const dates = Array.from({ length: 60 }, (_, n) => String(anchor.add({ months: n * months })))
      const newest = dates.findLast(date => date > world.lastDate && date <= String(today))
      if (newest) Object.assign(world, { newest: world.newest + 1, lastDate: newest })
    } else {
      for (const [index, has] of world.has) {
        const isReached = world.members.has(index) && !world.exempt.has(index)
        if (!isReached || has.status !== 'completed') continue
        if (String(Temporal.PlainDate.from(has.completedOn).add({ months })) > String(today)) continue
        world.has.set(index, { occurrence: has.occurrence + 1, status: 'assigned', completedOn: '' })
      }
    }
  }
  settle(world, history)
}

type HistoryOf = { zone: string; months: number; from: Repeat['from']; leavers: string; anchor: string }

test('through joining, leaving, completing, exemptions, sleep and restarts, every occurrence reaches each person exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(aHistory, async ({ zone, months, from, leavers, steps }) => {
      await client.access.updateSettings({ body: { timeZone: zone } })
      await retag(app.context, Object.fromEntries(people.map(id => [id, {}])))
      await retag(app.context, { [idOf(0)]: { Department: 'Sales' } })
      const repeat = { every: { months }, from }
      const id = await anAssignment(app, [sales], { repeat, leavers })
      const anchor = String(dayAt(zone))
      const history = { zone, months, from, leavers, anchor }
      const world: World = {
        members: new Set([0]),
        exempt: new Map(),
        has: new Map(),
        newest: 1,
        lastDate: anchor,
      }
      settle(world, history)
      const seen: { at: number; received: number[] }[] = []
      for (const each of steps) {
        clock = new Date(clock.getTime() + 1_000)
        await step(world, id, history, each)
        const rows = await presentRows(id)
        const present = rows.filter(row => row.superseded_at === null)
        expect(
          present.map(row => `${NAMES[people.indexOf(row.person_id)]} ${row.occurrence} ${row.status}`),
        ).toEqual(
          [...world.has]
            .sort(([a], [b]) => a - b)
            .map(([index, has]) => `${NAMES[index]} ${has.occurrence} ${has.status}`),
        )
        const received = present.filter(row => row.status !== 'withdrawn').map(row => row.person_id)
        seen.push({ at: clock.getTime(), received })
        // One message for each occurrence of each person, however often it was taken away and given back.
        const messages = await app.context.db.read
          .selectFrom('message')
          .select(['person_id', 'occurrence'])
          .where('assignment_id', '=', id)
          .orderBy('person_id')
          .orderBy('occurrence')
          .execute()
        expect(messages).toEqual(rows.map(({ person_id, occurrence }) => ({ person_id, occurrence })))
      }
      const roster = await currentRoster(app.context.engine, 1)
      for (const { at, received } of seen) {
        const then = await setAsOf(app.context.db.read, roster, 'assignment', id, at)
        expect([...(then ?? nobody)]).toEqual(received)
      }
      await client.assignments.close({ params: { id } })
    }),
    { ...rounds(10, 400) },
  )
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
}, 600_000)
