import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { doAct, newWorld } from '../../test/doAct.ts'
import { aPlainAct, segmentsFirst } from '../../test/lawActs.ts'
import { patience, rounds } from '../../test/laws/rounds.ts'
import { currentRoster } from '../changes/engine.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import type { Roster } from '../roster/roster.ts'
import { explain } from './explain.ts'
import { overlap } from './overlap.ts'
import { type Preview, preview } from './preview.ts'
import { showSegment } from './showSegment.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => await app.close())

it(
  'what a segment shows means what it is: explained, previewed in both faces and laid over others, the members are the same',
  async () => {
    const { engine, db } = app.context
    await fc.assert(
      fc.asyncProperty(segmentsFirst, fc.array(aPlainAct, { maxLength: 4 }), async (segments, acts) => {
        const world = await newWorld(app)
        for (const act of [...segments, ...acts]) await doAct(engine, world, act)
        const roster = await currentRoster(engine, world.workspaceId)
        const people = await loadPeople(db.read, world.workspaceId, [...roster.everyone].slice(0, 40))
        for (const segment of roster.segments.values()) {
          const { rule, text } = showSegment(roster, segment)
          for (const face of [{ rule }, { text }])
            expect(preview(roster, { ...face, compareTo: segment.id }, roster)).toMatchObject({
              problems: [],
              entered: 0,
              left: 0,
              text,
            })
          expectTrue(roster, preview(roster, { rule }, roster))
          for (const person of people)
            expect(explain(roster, segment.id, person).matches).toBe(
              roster.members.includes(segment.id, person.id),
            )
        }
        const ids = [...roster.segments.keys()]
        if (ids.length < 2) return
        const { segments: laid, parts } = overlap(roster, ids)
        for (const { id, people } of laid)
          expect(
            parts.filter(part => part.ids.includes(id)).reduce((sum, part) => sum + part.people, 0),
          ).toBe(people)
      }),
      rounds(60, 1_000),
    )
  },
  patience,
)

function expectTrue(roster: Roster, { reached, notes }: Preview): void {
  const sizes = { never: 0, always: roster.everyone.size }
  for (const { kind, related = [] } of notes) {
    if (kind === 'never' || kind === 'always') expect(reached.size).toBe(sizes[kind])
    for (const { id } of related) expect([...(roster.members.get(id) ?? [])]).toEqual([...reached])
  }
}
