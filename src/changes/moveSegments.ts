import { evaluate, type View } from '../roster/evaluate.ts'
import { emptied, type Marks, mark } from '../roster/gates.ts'
import { type Moves, moved } from '../roster/moved.ts'
import { difference, nobody, unionOf } from '../roster/peopleSet.ts'
import type { PeopleSets } from '../roster/peopleSets.ts'
import { orderSegments, reachUntagged } from '../roster/roster.ts'
import { references } from '../segments/rule/references.ts'
import { resolve } from '../segments/rule/resolve.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { COHORT } from './cohort.ts'
import type { Consequences } from './consequences.ts'
import { type Draft, dictionaryOfDraft, tagRow } from './draft.ts'
import { kept } from './kept.ts'
import { movePartly, type RuleOf, type Rules } from './movePartly.ts'

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
  const after = (sets: PeopleSets, changes: Moves) => (id: number) => {
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

let openMarks: Marks = new Uint8Array(0)

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
