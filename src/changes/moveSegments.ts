import { evaluate, type View } from '../roster/evaluate.ts'
import { emptied, gatesOf, type Marks, mark } from '../roster/gates.ts'
import { difference, moved, nobody, type PeopleSet, setOf, unionOf } from '../roster/peopleSet.ts'
import { compile } from '../roster/program.ts'
import { orderSegments, type RosterSegment, reachUntagged } from '../roster/roster.ts'
import { references } from '../segments/rule/references.ts'
import { resolve } from '../segments/rule/resolve.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { COHORT, Cohort, type Found, type Touched } from './cohort.ts'
import type { Consequences, Move, Moves } from './consequences.ts'
import { type Draft, dictionaryOfDraft, tagRow } from './draft.ts'

type RuleOf = Pick<RosterSegment, 'id' | 'rule' | 'refs' | 'reachesUntagged'>
type Rules = {
  /** Each after those it refers to. */
  order: readonly number[]
  segments: ReadonlyMap<number, RuleOf>
  bySegment: ReadonlyMap<number, readonly number[]>
}

/** From this share of everyone on, whole sets are quicker than people side by side. */
const MANY = 0.5

/**
 * Who enters and leaves which segment. Only segments that mention a touched tag or key are looked at, and of those only
 * the touched people, unless the rule itself (or the meaning of a value it reads) has changed.
 */
export function moveSegments(draft: Draft, { people, touched, tags }: Omit<Consequences, 'segments'>): Moves {
  const { roster } = draft
  const rules = rulesAfter(draft)
  const someoneCame = !people.entered.isEmpty || !people.left.isEmpty
  const wholly = whollyTouched(draft, rules)
  const partly = partlyTouched(draft, tags)
  const isMany = touched.size > COHORT && touched.size > roster.everyone.size * MANY
  if (isMany) for (const id of rules.order) if (partly[id] === 1 || someoneCame) wholly.add(id)
  followReferences(rules, wholly)
  const moves: Moves = new Map()
  if (!isMany) movePartly(draft, rules, { partly, wholly, someoneCame }, moves)
  moveWholly(draft, rules, { wholly, people, tags }, moves)
  for (const [id, { after }] of draft.segments) {
    const members = roster.members.get(id)
    if (!after && members && !members.isEmpty) moves.set(id, { entered: nobody, left: members })
  }
  return moves
}

/** What refers to a segment that is worked out wholly is worked out wholly itself. */
function followReferences({ order, bySegment }: Rules, wholly: Set<number>): void {
  if (wholly.size > 0)
    for (const id of order) if (wholly.has(id)) for (const other of bySegment.get(id) ?? []) wholly.add(other)
}

function moveWholly(
  draft: Draft,
  { order, segments }: Rules,
  { wholly, people, tags }: { wholly: ReadonlySet<number> } & Pick<Consequences, 'people' | 'tags'>,
  moves: Moves,
): void {
  if (wholly.size === 0) return
  const { roster } = draft
  const dictionary = dictionaryOfDraft(draft)
  const today = draft.today ?? roster.today
  const after = (sets: ReadonlyMap<number, PeopleSet>, changes: Moves) => (id: number) => {
    const before = sets.get(id) ?? nobody
    const change = changes.get(id)
    return change ? moved(before, change.entered, change.left) : before
  }
  const holders = kept(after(roster.holders, tags))
  const view: View = {
    everyone: moved(roster.everyone, people.entered, people.left),
    holders,
    holdersOfKey: kept(key => unionOf(Array.from(dictionary.tagsOfKey(key), tag => holders(tag.id)))),
    members: after(roster.members, moves),
    resolve: kept(condition => resolve(condition, dictionary, { today })),
  }
  for (const id of order) {
    const segment = wholly.has(id) && segments.get(id)
    if (!segment) continue
    const before = roster.members.get(id) ?? nobody
    const now = evaluate(segment.rule, view)
    const entered = difference(now, before)
    const left = difference(before, now)
    if (!entered.isEmpty || !left.isEmpty) moves.set(id, { entered, left })
  }
}

/**
 * Somebody who comes and is not in “A” moves nothing in it, but belongs in “not A”. So when people come or go, whatever
 * refers to a segment that was looked at is looked at too. What is then left out treats them as it would somebody without
 * tags: as no member.
 */
function movePartly(
  draft: Draft,
  rules: Rules,
  { partly, wholly, someoneCame }: { partly: Marks; wholly: ReadonlySet<number>; someoneCame: boolean },
  moves: Moves,
): void {
  const ask = asker(draft, rules.segments)
  const open = partly
  if (someoneCame) for (const [id, segment] of rules.segments) if (segment.reachesUntagged) open[id] = 1
  for (const id of wholly) open[id] = 0
  const found = new Map<number, Found>()
  const gates = gatesOf(draft.roster)
  for (const cohort of cohorts(draft)) {
    withinMarks = emptied(withinMarks, open.length)
    const within = withinMarks
    cohort.markWithin(gates, within)
    // Of ten thousand few are asked: what walks over all of them makes nothing on its way.
    for (let at = 0; at < rules.order.length; at++) {
      const id = rules.order[at] as number
      if (open[id] !== 1 || (within[id] !== 1 && !someoneCame)) continue
      const others = rules.bySegment.get(id)
      const moved = within[id] === 1 ? ask(cohort, id, others !== undefined) : 0
      if (moved !== 0) cohort.tell(moved, foundOf(found, id))
      if (others && (moved !== 0 || someoneCame))
        for (const other of others) if (!wholly.has(other)) open[other] = 1
    }
  }
  const asMove = movesMade()
  for (const [id, each] of found) moves.set(id, asMove(each))
}

let openMarks: Marks = new Uint8Array(0)
let withinMarks: Marks = new Uint8Array(0)

function foundOf(found: Map<number, Found>, id: number): Found {
  let own = found.get(id)
  if (!own) {
    own = { entered: [], left: [] }
    found.set(id, own)
  }
  return own
}

/** When one person moves in hundreds of segments, it is the same two moves. */
function movesMade(): (found: Found) => Move {
  const comes = kept((person: number): Move => ({ entered: setOf([person]), left: nobody }))
  const goes = kept((person: number): Move => ({ entered: nobody, left: setOf([person]) }))
  return ({ entered, left }) => {
    if (entered.length === 1 && left.length === 0) return comes(entered[0] as number)
    if (entered.length === 0 && left.length === 1) return goes(left[0] as number)
    return { entered: setOf(entered), left: setOf(left) }
  }
}

/** The touched people, so many at a time, each cohort in ascending order: those who were there, then the new ones. */
function* cohorts(draft: Draft): Generator<Cohort> {
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
  const keyOf = (tag: number) => tagRow(draft, tag)?.key_id ?? roster.tags.get(tag)?.keyId
  const membersOf = (id: number) => roster.members.get(id) ?? nobody
  for (let start = 0; start < people.length; start += COHORT)
    yield new Cohort(people.slice(start, start + COHORT), keyOf, membersOf)
  for (let start = 0; start < made.size; start += COHORT) {
    const length = Math.min(COHORT, made.size - start)
    const some = Array.from({ length }, (_, at): Touched => {
      const place = start + at
      return { id: made.idAt(place), before: null, after: made.tagsAt(place) }
    })
    yield new Cohort(some, keyOf, membersOf)
  }
}

/** Asks rules made ready: kept with the roster, but for those that read values which this very draft changes. */
function asker(
  draft: Draft,
  segments: Rules['segments'],
): (cohort: Cohort, id: number, keep: boolean) => number {
  const { programs } = draft.roster
  const keys = new Set<number>()
  for (const { before, after } of draft.tags.values()) {
    if (before) keys.add(before.key_id)
    if (after) keys.add(after.key_id)
  }
  const dictionary = dictionaryOfDraft(draft)
  const compiled = ({ rule }: RuleOf) =>
    compile(rule, condition => resolve(condition, dictionary, draft.roster))
  const changed = new Set<number>()
  if (keys.size > 0)
    for (const { id, refs } of segments.values()) if (!keys.isDisjointFrom(refs.keys)) changed.add(id)
  return (cohort, id, keep) => {
    const made = changed.has(id) && segments.get(id)
    if (made) return cohort.move(id, Int32Array.from(compiled(made)), 0, keep)
    const at = programs.at(id, () => compiled(segments.get(id) as RuleOf))
    return cohort.move(id, programs.code, at, keep)
  }
}

function kept<Asked, T>(of: (asked: Asked) => T): (asked: Asked) => T {
  const known = new Map<Asked, T>()
  return asked => {
    const found = known.get(asked)
    if (found !== undefined) return found
    const made = of(asked)
    known.set(asked, made)
    return made
  }
}

/** The rules as the draft would leave them. */
function rulesAfter(draft: Draft): Rules {
  const { roster } = draft
  if (draft.segments.size === 0) return roster
  const segments = new Map<number, RuleOf>(roster.segments)
  for (const [id, { after }] of draft.segments) {
    if (!after) segments.delete(id)
    else {
      const rule = JSON.parse(after.rule) as BoundRule
      segments.set(id, { id, rule, refs: references(rule), reachesUntagged: false })
    }
  }
  const order = orderSegments(segments)
  const bySegment = new Map<number, number[]>()
  for (const [id, { refs }] of segments)
    for (const other of refs.segments) bySegment.set(other, [...(bySegment.get(other) ?? []), id])
  const reaching = reachUntagged(order, segments)
  return { order, segments: reaching, bySegment }
}

/** Segments whose every member must be worked out anew: a new rule, or one that reads values which changed. */
function whollyTouched(draft: Draft, rules: Rules): Set<number> {
  const wholly = new Set<number>()
  for (const [id, { before, after }] of draft.segments)
    if (after && before?.rule !== after.rule) wholly.add(id)
  const keys = new Set<number>()
  for (const { before, after } of draft.tags.values()) {
    if (before && after && before.value_fold !== after.value_fold) keys.add(after.key_id)
    if (before && after && before.key_id !== after.key_id) keys.add(before.key_id).add(after.key_id)
    if (before && !after) keys.add(before.key_id)
    // A value that comes back (an undone merge) brings its meaning with it.
    if (!before && after && draft.roster.holders.has(after.id)) keys.add(after.key_id)
  }
  if (draft.today === null && keys.size === 0) return wholly
  for (const [id, { refs }] of rules.segments) {
    if (draft.today !== null && refs.relative) wholly.add(id)
    for (const key of keys) if (refs.keys.has(key)) wholly.add(id)
  }
  return wholly
}

function partlyTouched(draft: Draft, tags: Moves): Marks {
  const { roster } = draft
  openMarks = emptied(openMarks, draft.next.segment)
  const partly = openMarks
  for (const tag of tags.keys()) {
    mark(partly, roster.byTag.get(tag))
    const key = tagRow(draft, tag)?.key_id ?? roster.tags.get(tag)?.keyId
    if (key !== undefined) mark(partly, roster.byKey.get(key))
  }
  return partly
}
