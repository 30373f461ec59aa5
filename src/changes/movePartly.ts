import { putProgram } from '../roster/asker.ts'
import { gatesOf, type Marks } from '../roster/gates.ts'
import { grown } from '../roster/grown.ts'
import type { Move, Moves } from '../roster/moved.ts'
import { nobody, type PeopleSet, setOf } from '../roster/peopleSet.ts'
import { compile, type Program } from '../roster/program.ts'
import { dictionaryOfRoster, type RosterSegment } from '../roster/roster.ts'
import { resolve } from '../segments/rule/resolve.ts'
import type { BoundRule, Dictionary } from '../segments/rule/rule.ts'
import { COHORT, Cohort, type Touched } from './cohort.ts'
import { type Draft, dictionaryOfDraft, keyOfTag } from './draft.ts'
import { kept } from './kept.ts'

export type RuleOf = Pick<RosterSegment, 'id' | 'rule' | 'refs' | 'reachesUntagged'>
/** The rules as a draft leaves them. */
export type Rules = {
  /** Each after those it refers to. */
  order: readonly number[]
  segments: ReadonlyMap<number, RuleOf>
  bySegment: ReadonlyMap<number, readonly number[]>
}

/**
 * Who of the touched people enters and leaves segments that are `partly` touched, but for those that are worked out `wholly`.
 * Somebody who comes and is not in “A” moves nothing in it, but belongs in “not A”: whatever refers to a segment that is
 * looked at is looked at too. What is then left out treats them as it would somebody without tags: as no member.
 */
export function movePartly(
  draft: Draft,
  rules: Rules,
  { partly, wholly, someoneCame }: { partly: Marks; wholly: ReadonlySet<number>; someoneCame: boolean },
  moves: Moves,
): void {
  const open = partly
  if (someoneCame) for (const [id, segment] of rules.segments) if (segment.reachesUntagged) open[id] = 1
  openReferring(rules, open)
  for (const id of wholly) open[id] = 0
  for (const [id, { after }] of draft.segments) if (!after) open[id] = 0
  const changed = makePrograms(draft, rules, open)
  const gather = draft.people.size === 1 ? gatherOne(draft) : gatherMany()
  for (const cohort of cohorts(draft, open)) {
    for (const [id, { code }] of changed) putProgram(id, code)
    cohort.find((id, from, middle, end) => gather.moved(id, cohort, from, middle, end))
  }
  gather.into(moves)
}

/** What refers to a segment that is looked at is looked at, too. */
function openReferring({ bySegment }: Rules, open: Marks): void {
  const looked: number[] = []
  for (const id of bySegment.keys()) if (open[id] === 1) looked.push(id)
  for (const id of looked)
    for (const other of bySegment.get(id) ?? []) {
      if (open[other] === 1) continue
      open[other] = 1
      looked.push(other)
    }
}

type Gather = {
  moved(id: number, cohort: Cohort, from: number, middle: number, end: number): void
  into(moves: Moves): void
}

/** When one person moves in hundreds of segments, it is the same two moves. */
function gatherOne({ people }: Draft): Gather {
  const person = setOf(people.keys())
  const comes: Move = { entered: person, left: nobody }
  const goes: Move = { entered: nobody, left: person }
  const entered: number[] = []
  const left: number[] = []
  return {
    moved(id, _, from, middle) {
      if (from < middle) entered.push(id)
      else left.push(id)
    },
    into(moves) {
      for (const id of entered) moves.set(id, comes)
      for (const id of left) moves.set(id, goes)
    },
  }
}

/** Of many it may be a million moves: they are gathered in one row of numbers, as they are found. */
function gatherMany(): Gather {
  let people = new Uint32Array(4_096)
  let length = 0
  const found: { id: number; from: number; middle: number; to: number }[] = []
  return {
    moved(id, cohort, from, middle, end) {
      const to = length + end - from
      if (to > people.length) people = grown(people, new Uint32Array(to * 2))
      found.push({ id, from: length, middle: length + middle - from, to })
      for (let at = from; at < end; at++) people[length++] = cohort.idAt(at)
    },
    into(moves) {
      for (const [id, parts] of Map.groupBy(found, each => each.id))
        moves.set(id, {
          entered: joined(parts.map(({ from, middle }) => people.subarray(from, middle))),
          left: joined(parts.map(({ middle, to }) => people.subarray(middle, to))),
        })
    },
  }
}

function joined(parts: readonly Uint32Array[]): PeopleSet {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return setOf(all)
}

/** The touched people, so many at a time, each cohort in ascending order: those who were there, then the new ones. */
function* cohorts(draft: Draft, open: Marks): Generator<Cohort> {
  const { roster } = draft
  const { changed, made } = draft.people
  const people = Array.from(
    changed.values(),
    ({ before, after }): Touched => ({
      id: after.id,
      before: before?.status === 'active' ? before.tags : null,
      after: after.status === 'active' ? after.tags : null,
    }),
  )
  people.sort((a, b) => a.id - b.id)
  const asked = {
    programs: roster.programs,
    gates: gatesOf(roster),
    open,
    keyOf: kept((tag: number) => keyOfTag(draft, tag)),
    asksNoOther: (id: number) => roster.segments.get(id)?.refs.segments.size === 0,
    isMember: (id: number, person: number) => roster.members.includes(id, person),
  }
  for (let start = 0; start < people.length; start += COHORT)
    yield new Cohort(people.slice(start, start + COHORT), asked)
  for (let start = 0; start < made.size; start += COHORT) {
    const length = Math.min(COHORT, made.size - start)
    const some = Array.from({ length }, (_, at): Touched => {
      const place = start + at
      return { id: made.idAt(place), before: null, after: made.tagsAt(place) }
    })
    yield new Cohort(some, asked)
  }
}

/** Makes rules ready: the roster keeps them. Answers those to be asked that read values which this very draft changes. */
function makePrograms(draft: Draft, { segments }: Rules, open: Marks): Map<number, Program> {
  const { roster } = draft
  const keys = new Set<number>()
  for (const { before, after } of draft.tags.values()) {
    if (before) keys.add(before.key_id)
    if (after) keys.add(after.key_id)
  }
  const present = dictionaryOfRoster(roster)
  const holders = (tag: number) => roster.holders.sizeOf(tag)
  const compiled = (rule: BoundRule, dictionary: Dictionary) =>
    compile(rule, condition => resolve(condition, dictionary, roster), holders)
  roster.programs.complete(roster.order, id =>
    compiled((roster.segments.get(id) as RosterSegment).rule, present),
  )
  const changed = new Map<number, Program>()
  const later = dictionaryOfDraft(draft)
  if (keys.size > 0)
    for (const { id, rule, refs } of segments.values())
      if (open[id] === 1 && !keys.isDisjointFrom(refs.keys)) changed.set(id, compiled(rule, later))
  return changed
}
