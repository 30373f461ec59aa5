import type { AliasRow, AssignmentTable } from '../db/schema.ts'
import { type References, reachesUntagged, references } from '../segments/rule/references.ts'
import { resolve } from '../segments/rule/resolve.ts'
import type { BoundRule, Dictionary } from '../segments/rule/rule.ts'
import { fold } from '../tags/fold.ts'
import type { View } from './evaluate.ts'
import type { Gate, Gates } from './gates.ts'
import { nobody, type PeopleSet, unionOf } from './peopleSet.ts'
import { PeopleSets } from './peopleSets.ts'
import { Programs } from './program.ts'

export type RosterKey = {
  id: number
  name: string
  type: 'text' | 'number' | 'date' | 'yesNo'
  position: number
}
export type RosterTag = { id: number; keyId: number; value: string }
export type RosterSegment = {
  id: number
  name: string
  description: string
  rule: BoundRule
  updatedAt: number
  changedIn: number
  refs: References
  /** Whether somebody without any tag is a member: then every new person is one until a tag says otherwise. */
  reachesUntagged: boolean
  /** Tags of which every member has one, when it has been needed. */
  gate: Gate | undefined
}
export type RosterAssignment = {
  id: number
  title: string
  status: AssignmentTable['status']
  include: readonly number[]
  exclude: readonly number[]
  joiners: AssignmentTable['joiners']
  leavers: AssignmentTable['leavers']
  /** The newest one. */
  occurrence: number
}

/**
 * The live index of one workspace: who holds which tag, who is in which segment, who has received which assignment.
 * Sets hold active people only. Names, e-mail addresses and everything else stay in the database.
 */
export type Roster = {
  workspaceId: number
  version: number
  /** The workspace's day that day-relative conditions are evaluated for, YYYY-MM-DD. */
  today: string
  everyone: PeopleSet
  keys: Map<number, RosterKey>
  keyByFold: Map<string, number>
  tags: Map<number, RosterTag>
  tagByFold: Map<number, Map<string, number>>
  /** Other spellings of keys and tags (roster/spellings.ts has them by spelling). */
  aliases: Map<number, AliasRow>
  holders: PeopleSets
  /** Who has any tag of a key: worked out when it is asked for, forgotten when somebody gains or loses such a tag. */
  holdersOfKey: Map<number, PeopleSet>
  segments: Map<number, RosterSegment>
  segmentByFold: Map<string, number>
  members: PeopleSets
  /** Segment ids, each after the segments it refers to. */
  order: number[]
  byTag: Map<number, number[]>
  byKey: Map<number, number[]>
  bySegment: Map<number, number[]>
  /** Forgotten when the segments change. */
  gates: Gates | null
  /** The rules made ready, when they have been needed; forgotten when the meaning of what they read changes. */
  programs: Programs
  assignments: Map<number, RosterAssignment>
  /** Who has each assignment: assigned, opened or completed, not withdrawn. */
  received: PeopleSets
  /** Who is exempt from each assignment. */
  exempt: Map<number, PeopleSet>
}

export function emptyRoster(workspaceId: number, today: string): Roster {
  return {
    workspaceId,
    version: 0,
    today,
    everyone: nobody,
    keys: new Map(),
    keyByFold: new Map(),
    tags: new Map(),
    tagByFold: new Map(),
    aliases: new Map(),
    holders: new PeopleSets(),
    holdersOfKey: new Map(),
    segments: new Map(),
    segmentByFold: new Map(),
    members: new PeopleSets(),
    order: [],
    byTag: new Map(),
    byKey: new Map(),
    bySegment: new Map(),
    gates: null,
    programs: new Programs(),
    assignments: new Map(),
    received: new PeopleSets(),
    exempt: new Map(),
  }
}

/** The roster as rules are read against. */
export function dictionaryOfRoster(roster: Roster): Dictionary {
  return {
    keyByName: folded => byId(roster.keys, roster.keyByFold.get(folded)),
    keyById: id => roster.keys.get(id),
    tagByValue: (keyId, folded) => byId(roster.tags, roster.tagByFold.get(keyId)?.get(folded)),
    tagById: id => roster.tags.get(id),
    tagsOfKey: keyId => tagsOfKey(roster, keyId),
    segmentByName: folded => byId(roster.segments, roster.segmentByFold.get(folded)),
    segmentById: id => roster.segments.get(id),
    keys: () => roster.keys.values(),
    segments: () => roster.segments.values(),
  }
}

/** The roster as rules are evaluated against. */
export function viewOfRoster(roster: Roster): View {
  const dictionary = dictionaryOfRoster(roster)
  return {
    everyone: roster.everyone,
    holders: id => roster.holders.get(id) ?? nobody,
    holdersOfKey: id => holdersOfKey(roster, id),
    members: id => roster.members.get(id) ?? nobody,
    resolve: condition => resolve(condition, dictionary, roster),
  }
}

/** Who has any tag of a key. */
export function holdersOfKey(roster: Roster, keyId: number): PeopleSet {
  let people = roster.holdersOfKey.get(keyId)
  if (!people) {
    people = unionOf(Array.from(tagsOfKey(roster, keyId), tag => roster.holders.get(tag.id) ?? nobody))
    roster.holdersOfKey.set(keyId, people)
  }
  return people
}

export function* tagsOfKey(roster: Roster, keyId: number): Generator<RosterTag> {
  for (const id of roster.tagByFold.get(keyId)?.values() ?? []) {
    const tag = roster.tags.get(id)
    if (tag) yield tag
  }
}

function byId<T>(map: ReadonlyMap<number, T>, id: number | undefined): T | undefined {
  return id === undefined ? undefined : map.get(id)
}

export function putKey(roster: Roster, key: RosterKey): void {
  removeKey(roster, key.id)
  roster.keys.set(key.id, key)
  roster.keyByFold.set(fold(key.name), key.id)
}

export function removeKey(roster: Roster, id: number): void {
  const old = roster.keys.get(id)
  if (!old) return
  roster.keys.delete(id)
  forget(roster.keyByFold, fold(old.name), id)
}

export function putTag(roster: Roster, tag: RosterTag): void {
  removeTag(roster, tag.id)
  roster.tags.set(tag.id, tag)
  const values = roster.tagByFold.get(tag.keyId) ?? new Map<string, number>()
  values.set(fold(tag.value), tag.id)
  roster.tagByFold.set(tag.keyId, values)
}

export function removeTag(roster: Roster, id: number): void {
  const old = roster.tags.get(id)
  if (!old) return
  roster.tags.delete(id)
  forget(roster.tagByFold.get(old.keyId), fold(old.value), id)
}

/** Two names may be swapped in one change: a name that is another's by now stays. */
function forget(map: Map<string, number> | undefined, name: string, id: number): void {
  if (map?.get(name) === id) map.delete(name)
}

/** Segments that are put together are followed by one `arrangeSegments`. */
export function putSegment(
  roster: Roster,
  segment: Omit<RosterSegment, 'refs' | 'reachesUntagged' | 'gate'>,
): void {
  removeSegment(roster, segment.id)
  const refs = references(segment.rule)
  roster.programs.forget(segment.id)
  roster.segments.set(segment.id, {
    ...segment,
    refs,
    reachesUntagged: false,
    gate: undefined,
  })
  roster.segmentByFold.set(fold(segment.name), segment.id)
}

export function removeSegment(roster: Roster, id: number): void {
  const old = roster.segments.get(id)
  if (!old) return
  roster.segments.delete(id)
  roster.programs.forget(id)
  forget(roster.segmentByFold, fold(old.name), id)
}

/** Works out order, dependencies and `reachesUntagged` after segments were put or removed. */
export function arrangeSegments(roster: Roster): void {
  roster.order = orderSegments(roster.segments)
  roster.segments = reachUntagged(roster.order, roster.segments)
  roster.gates = null
  roster.byTag = new Map()
  roster.byKey = new Map()
  roster.bySegment = new Map()
  for (const [id, { refs }] of roster.segments) {
    for (const tag of refs.tags) note(roster.byTag, tag, id)
    for (const key of refs.keys) note(roster.byKey, key, id)
    for (const other of refs.segments) note(roster.bySegment, other, id)
  }
}

/** The same segments with `reachesUntagged` worked out; `order` has each after those it refers to. */
export function reachUntagged<S extends Pick<RosterSegment, 'rule' | 'reachesUntagged'>>(
  order: readonly number[],
  segments: ReadonlyMap<number, S>,
): Map<number, S> {
  const result = new Map(segments)
  for (const id of order) {
    const segment = result.get(id)
    if (!segment) continue
    const reaches = reachesUntagged(segment.rule, other => result.get(other)?.reachesUntagged ?? false)
    result.set(id, { ...segment, reachesUntagged: reaches })
  }
  return result
}

function note(map: Map<number, number[]>, key: number, id: number): void {
  const list = map.get(key)
  if (list) list.push(id)
  else map.set(key, [id])
}

/** Programs of rules that read what has changed are made anew when they are next needed. */
export function forgetPrograms(roster: Roster, keyIds: Iterable<number>, aNewDay: boolean): void {
  for (const keyId of keyIds) for (const id of roster.byKey.get(keyId) ?? []) roster.programs.forget(id)
  if (aNewDay)
    for (const { id, refs } of roster.segments.values()) if (refs.relative) roster.programs.forget(id)
}

/** Topological order by depth-first walk without recursion. Circles are refused before they are stored. */
export function orderSegments(segments: ReadonlyMap<number, { refs: References }>): number[] {
  const order: number[] = []
  const seen = new Set<number>()
  for (const start of segments.keys()) {
    const stack: { id: number; left: boolean }[] = [{ id: start, left: false }]
    for (let step = stack.pop(); step; step = stack.pop()) {
      if (step.left) order.push(step.id)
      else if (!seen.has(step.id)) {
        seen.add(step.id)
        stack.push({ id: step.id, left: true })
        for (const other of segments.get(step.id)?.refs.segments ?? [])
          if (!seen.has(other)) stack.push({ id: other, left: false })
      }
    }
  }
  return order.filter(id => segments.has(id))
}
