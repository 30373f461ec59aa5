import { evaluate, type View } from '../roster/evaluate.ts'
import { difference, intersection, moved, nobody, type PeopleSet, setOf } from '../roster/peopleSet.ts'
import type { RosterSegment } from '../roster/roster.ts'
import { orderSegments, reachUntagged } from '../roster/roster.ts'
import { matches } from '../segments/rule/matches.ts'
import { references } from '../segments/rule/references.ts'
import { resolve } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import type { Consequences, Moves } from './consequences.ts'
import { type Draft, dictionaryOfDraft, tagRow } from './draft.ts'

/** Up to this many people are matched one by one, which beats set algebra over whole tags. */
const FEW = 48

type Rules = {
  order: readonly number[]
  segments: ReadonlyMap<number, Pick<RosterSegment, 'rule' | 'refs' | 'reachesUntagged'>>
}

/**
 * Who enters and leaves which segment. Only segments that mention a touched tag or key are looked at, and of those only
 * the touched people, unless the rule itself (or the meaning of a value it reads) has changed.
 */
export function moveSegments(draft: Draft, { people, touched, tags }: Omit<Consequences, 'segments'>): Moves {
  const { roster } = draft
  const rules = rulesAfter(draft)
  const wholly = whollyTouched(draft, rules)
  const partly = partlyTouched(draft, rules, tags)
  const someoneCame = !people.entered.isEmpty || !people.left.isEmpty
  const moves: Moves = new Map()
  const dictionary = dictionaryOfDraft(draft)
  const today = draft.today ?? roster.today
  const memo = new Map<BoundCondition, ReturnType<typeof resolve>>()
  const resolved = (condition: BoundCondition) => {
    const known = memo.get(condition)
    if (known) return known
    const fresh = resolve(condition, dictionary, { today })
    memo.set(condition, fresh)
    return fresh
  }
  const membersAfter = (id: number): PeopleSet => {
    const before = roster.members.get(id) ?? nobody
    const change = moves.get(id)
    return change ? moved(before, change.entered, change.left) : before
  }
  const holdersAfter = (id: number): PeopleSet => {
    const before = roster.holders.get(id) ?? nobody
    const change = tags.get(id)
    return change ? moved(before, change.entered, change.left) : before
  }
  const whole: View = {
    everyone: moved(roster.everyone, people.entered, people.left),
    holders: holdersAfter,
    members: membersAfter,
    resolve: resolved,
  }
  const within: View = {
    everyone: intersection(whole.everyone, touched),
    holders: kept(id => intersection(holdersAfter(id), touched)),
    members: id => intersection(membersAfter(id), touched),
    resolve: resolved,
  }
  const few = touched.size <= FEW ? fewPeople(draft) : undefined

  const looked = new Set<number>()
  for (const id of rules.order) {
    const segment = rules.segments.get(id)
    if (!segment) continue
    const before = roster.members.get(id) ?? nobody
    const others = [...segment.refs.segments].filter(other => moves.has(other))
    let after: PeopleSet
    let base = before
    if (wholly.has(id) || others.some(other => wholly.has(other))) {
      wholly.add(id)
      looked.add(id)
      after = evaluate(segment.rule, whole)
    } else if (
      partly.has(id) ||
      others.length > 0 ||
      (someoneCame && (segment.reachesUntagged || refersTo(segment, looked)))
    ) {
      looked.add(id)
      base = intersection(before, touched)
      after = few
        ? setOf(few.filter(each => each.active && holds(segment.rule, each)).map(each => each.id))
        : evaluate(segment.rule, within)
    } else continue
    const entered = difference(after, base)
    const left = difference(base, after)
    if (!entered.isEmpty || !left.isEmpty) moves.set(id, { entered, left })
  }
  for (const [id, { after }] of draft.segments) {
    const members = roster.members.get(id)
    if (!after && members && !members.isEmpty) moves.set(id, { entered: nobody, left: members })
  }
  return moves

  function holds(rule: BoundRule, person: { id: number; tags: ReadonlySet<number> }): boolean {
    return matches(rule, person.tags, {
      dictionary,
      today,
      inSegment: id => membersAfter(id).has(person.id),
      resolve: resolved,
    })
  }
}

/**
 * Somebody who comes and is not in “A” moves nothing in it, but belongs in “not A”. So whatever refers to a segment that
 * was looked at is looked at too. What is then left out treats them as it would somebody without tags: as no member.
 */
function refersTo({ refs }: Pick<RosterSegment, 'refs'>, looked: ReadonlySet<number>): boolean {
  for (const other of refs.segments) if (looked.has(other)) return true
  return false
}

function fewPeople(draft: Draft) {
  return [...draft.people.values()].map(({ after }) => ({
    id: after.id,
    active: after.status === 'active',
    tags: new Set(after.tags),
  }))
}

function kept<T>(of: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>()
  return id => {
    const found = known.get(id)
    if (found !== undefined) return found
    const made = of(id)
    known.set(id, made)
    return made
  }
}

/** The rules as the draft would leave them. */
function rulesAfter(draft: Draft): Rules {
  const { roster } = draft
  if (draft.segments.size === 0) return { order: roster.order, segments: roster.segments }
  const segments = new Map<number, Pick<RosterSegment, 'rule' | 'refs' | 'reachesUntagged'>>(roster.segments)
  for (const [id, { after }] of draft.segments) {
    if (!after) segments.delete(id)
    else {
      const rule = JSON.parse(after.rule) as BoundRule
      segments.set(id, { rule, refs: references(rule), reachesUntagged: false })
    }
  }
  const order = orderSegments(segments)
  return { order, segments: reachUntagged(order, segments) }
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
  for (const [id, { refs }] of rules.segments) {
    if (draft.today !== null && refs.relative) wholly.add(id)
    for (const key of keys) if (refs.keys.has(key)) wholly.add(id)
  }
  return wholly
}

function partlyTouched(draft: Draft, rules: Rules, tags: Moves): Set<number> {
  const { roster } = draft
  const partly = new Set<number>()
  for (const tag of tags.keys()) {
    for (const id of roster.byTag.get(tag) ?? []) partly.add(id)
    const key = tagRow(draft, tag)?.key_id ?? roster.tags.get(tag)?.keyId
    if (key !== undefined) for (const id of roster.byKey.get(key) ?? []) partly.add(id)
  }
  // Rules that this very draft brings are worked out wholly; what is left out here is only what they replace.
  for (const id of partly) if (!rules.segments.has(id)) partly.delete(id)
  return partly
}
