import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { type Client, Refused } from '../../test/client.ts'
import { patience, rounds } from '../../test/laws/rounds.ts'
import { somePeople } from '../../test/somePeople.ts'
import type { Recipient } from './contract.ts'
import { expireExemptions } from './expireExemptions.ts'
import { repeatDue } from './repeatDue.ts'

const NAMES = ['Ada', 'Ben', 'Cas', 'Dee']
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Step =
  | { do: 'members'; who: number[] }
  | { do: 'open' | 'complete' | 'takeBack' | 'rename' | 'step'; who: number }
  | { do: 'record'; who: number; daysAgo: number }
  | { do: 'file'; who: number[]; daysAgo: number }
  | { do: 'exempt' | 'extend'; who: number; days: number }
  | { do: 'endExceptions' }
  | { do: 'due'; days: number | null }
  | { do: 'pass'; days: number }
  | { do: 'undo'; back: number }

const who = fc.integer({ min: 0, max: NAMES.length - 1 })
const daysAgo = fc.integer({ min: 0, max: 9 })
const days = fc.integer({ min: 1, max: 60 })
const of = <Name extends string, Rest extends Record<string, fc.Arbitrary<unknown>>>(
  name: Name,
  rest: Rest,
) => fc.record({ do: fc.constant(name), ...rest })
const aStep = fc.oneof(
  { weight: 3, arbitrary: of('members', { who: fc.subarray([0, 1, 2, 3]) }) },
  { weight: 2, arbitrary: of('open', { who }) },
  { weight: 3, arbitrary: of('complete', { who }) },
  { weight: 2, arbitrary: of('step', { who }) },
  { weight: 2, arbitrary: of('takeBack', { who }) },
  { weight: 1, arbitrary: of('rename', { who }) },
  { weight: 3, arbitrary: of('record', { who, daysAgo }) },
  { weight: 2, arbitrary: of('file', { who: fc.subarray([0, 1, 2, 3], { minLength: 1 }), daysAgo }) },
  { weight: 1, arbitrary: of('exempt', { who, days }) },
  { weight: 2, arbitrary: of('extend', { who, days }) },
  { weight: 1, arbitrary: of('endExceptions', {}) },
  { weight: 2, arbitrary: of('due', { days: fc.option(days) }) },
  { weight: 4, arbitrary: of('pass', { days }) },
  { weight: 4, arbitrary: of('undo', { back: fc.integer({ min: 0, max: 3 }) }) },
) as fc.Arbitrary<Step>

/** What every run has: somebody opens it, does a step, leaves, comes back, and is exempt for a while. */
const THERE_AND_BACK: Step[] = [
  { do: 'step', who: 0 },
  { do: 'members', who: [1] },
  { do: 'members', who: [0, 1] },
  { do: 'extend', who: 0, days: 20 },
  { do: 'exempt', who: 0, days: 3 },
  { do: 'pass', days: 5 },
  { do: 'record', who: 0, daysAgo: 8 },
  { do: 'takeBack', who: 0 },
  { do: 'undo', back: 0 },
]

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
  await retag(app.context, { [idOf(0)]: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())

const idOf = (index: number) => people[index] ?? 0

/** Refusals are part of a random history: who has nothing completes nothing. */
const tried = async (act: Promise<unknown>) => {
  await act.catch((error: unknown) => {
    if (!(error instanceof Refused) || ![404, 409, 422].includes(error.status)) throw error
  })
}

async function take(id: number, step: Step): Promise<void> {
  const at = (daysAgo: number) => new Date(clock.getTime() - daysAgo * DAY).toISOString()
  if (step.do === 'members') {
    const tags = people.map((person, index) => [
      person,
      step.who.includes(index) ? { Department: 'Sales' } : {},
    ])
    await retag(app.context, Object.fromEntries(tags))
  } else if (step.do === 'open' || step.do === 'complete' || step.do === 'step') {
    const { link } = await client.people.get({ id: idOf(step.who) })
    const token = link?.split('/').at(-1) ?? ''
    const body = step.do === 'step' ? { step: 1 } : { status: step.do === 'open' ? 'opened' : 'completed' }
    await client.assignments.progress({ params: { token, id }, body: body as { status: 'opened' } })
  } else if (step.do === 'takeBack')
    await client.assignments.updateRecipient({
      params: { id, personId: idOf(step.who) },
      body: { status: 'assigned' },
    })
  else if (step.do === 'record')
    await client.assignments.updateRecipient({
      params: { id, personId: idOf(step.who) },
      body: { status: 'completed', completedAt: at(step.daysAgo), note: `Recorded ${clock.getTime()}` },
    })
  else if (step.do === 'file') {
    const rows = step.who.map(index => `${NAMES[index]}@example.com,${at(step.daysAgo)}`)
    const file = new File([['email,completed_at', ...rows].join('\n')], 'done.csv')
    await client.assignments.importCompletions({ params: { id }, body: { file } })
  } else if (step.do === 'rename')
    await client.people.update({
      params: { id: idOf(step.who) },
      body: { lastName: `Meyer ${clock.getTime()}` },
    })
  else if (step.do === 'exempt' || step.do === 'extend') {
    const until = at(-step.days).slice(0, 10)
    const kind = step.do === 'exempt' ? 'exempt' : 'extended'
    const body = { kind, personId: idOf(step.who), until, reason: `Why not, ${clock.getTime()}` } as const
    await client.exceptions.create({ params: { id }, body })
  } else if (step.do === 'endExceptions') {
    const { items } = await client.exceptions.list({ id, standing: true })
    for (const one of items) await client.exceptions.end({ params: { id, exceptionId: one.id } })
  } else if (step.do === 'due')
    await client.assignments.update({
      params: { id },
      body: { due: step.days === null ? null : { afterDays: step.days } },
    })
  else if (step.do === 'pass') {
    clock = new Date(clock.getTime() + step.days * DAY)
    await expireExemptions(app.context)
    await repeatDue(app.context)
  } else if (step.do === 'undo') {
    const { items } = await client.changes.list({ limit: 4 })
    const wanted = items[step.back]
    if (wanted?.canUndo) await client.changes.undo({ params: { id: wanted.id } })
  }
}

/** What of a recipient is answered for the past, too. */
const lasting = ({ link, message, ...rest }: Recipient) => rest

async function seen(id: number, asOf?: string) {
  const { items } = await client.assignments.recipients({ id, past: true, asOf, limit: 500 })
  const { counts } = asOf
    ? { counts: await client.assignments.counts({ id, asOf }) }
    : await client.assignments.get({ id })
  const { assigned, opened, completed, withdrawn, overdue } = counts
  return {
    recipients: items.map(lasting).sort((a, b) => a.person.id - b.person.id || a.occurrence - b.occurrence),
    counts: { assigned, opened, completed, withdrawn, overdue },
  }
}

test(
  'as of any moment the recipients are answered as they were seen then',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('date' as const, 'completion' as const),
        fc.constantFrom('keep' as const, 'withdraw' as const),
        fc.boolean(),
        fc.array(aStep, { minLength: 4, maxLength: 22 }),
        async (from, leavers, hasStep, steps) => {
          await retag(app.context, Object.fromEntries(people.map(id => [id, {}])))
          await retag(app.context, { [idOf(0)]: { Department: 'Sales' }, [idOf(1)]: { Department: 'Sales' } })
          const repeat = { every: { months: 1 }, from }
          const fields = {
            repeat,
            leavers,
            due: { afterDays: 7 },
            steps: hasStep ? [{ text: 'Read it' }] : [],
          }
          const id = await anAssignment(app, [sales], fields)
          const memory: { at: string; then: Awaited<ReturnType<typeof seen>> }[] = []
          const remember = async () =>
            await tried(seen(id).then(then => memory.push({ at: clock.toISOString(), then })))
          await remember()
          for (const step of steps) {
            clock = new Date(clock.getTime() + HOUR)
            await tried(take(id, step))
            await remember()
          }
          clock = new Date(clock.getTime() + HOUR)
          for (const { at, then } of memory) expect(await seen(id, at)).toEqual(then)
          await tried(client.assignments.close({ params: { id } }))
        },
      ),
      { ...rounds(6, 400), examples: [['completion', 'withdraw', true, THERE_AND_BACK]] },
    )
  },
  patience,
)
