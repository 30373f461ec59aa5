import type { Tx } from '../db/db.ts'
import type {
  AliasRow,
  AssignmentRow,
  ExceptionRow,
  KeyRow,
  SegmentRow,
  TagRow,
  WorkspaceTable,
} from '../db/schema.ts'
import { ownText } from '../people/ownText.ts'
import { type PersonRow, samePerson } from '../people/person.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import { dictionaryOfRoster } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import type { Dictionary } from '../segments/rule/rule.ts'
import { clean, fold } from '../tags/fold.ts'
import type { Consequences } from './consequences.ts'
import type { Plan } from './contract.ts'
import { PeopleWrites } from './peopleWrites.ts'

/** A row before and after: `before` null is created, `after` null is deleted (kept as a tombstone). */
export type Write<Row> = { before: Row | null; after: Row | null }
/** What spellings of keys, and by a key's name of its values, mean; null: themselves. All are looked up by their folds. */
export type Said = {
  keys: ReadonlyMap<string, string | null>
  values: ReadonlyMap<string, ReadonlyMap<string, string | null>>
}
const NOTHING_SAID: Said = { keys: new Map(), values: new Map() }

/**
 * The rows an act itself would write, and nothing that follows from them. Acts fill it; `consequences` reads it. Made for
 * one roster version.
 */
export type Draft = {
  roster: Roster
  now: number
  /** The first numbers not yet given away, as the act leaves them. */
  next: {
    person: number
    key: number
    tag: number
    segment: number
    assignment: number
    exception: number
    alias: number
  }
  people: PeopleWrites
  keys: Map<number, Write<KeyRow>>
  tags: Map<number, Write<TagRow>>
  aliases: Map<number, Write<AliasRow>>
  segments: Map<number, Write<SegmentRow>>
  assignments: Map<number, Write<AssignmentRow>>
  exceptions: Map<number, Write<ExceptionRow>>
  /** Recipients an undo takes an assignment back from, whatever its `leavers` says. */
  withdraw: Map<number, PeopleSet>
  /** Recipients an undo gives an assignment back to as far as they are in its audience, whatever its `joiners` says. */
  giveBack: Map<number, PeopleSet>
  /** People who have completed an assignment and for whom it is time again, as far as they are in its audience. */
  renew: Map<number, PeopleSet>
  /** Messages leave from this moment on. */
  sendFrom: number
  /** The workspace's new day, when midnight has passed. */
  today: string | null
  unchanged: number
  refused: number
  /** Rows of an import that are none of its business, because it only adds or only updates. */
  leftOut: number
  lookAlikes: Plan['tags']['lookAlikes']
  keyLookAlikes: NonNullable<Plan['tags']['keyLookAlikes']>
  /** What this act is told that spellings mean, over what the workspace knows. */
  said: Said
  /** Aliases by which names of this act were read. */
  readBy: Set<number>
  notes: string[]
  /** What each tag that goes was merged into, so that rules of the past can still be read. */
  merged: Map<number, number>
  /** What each key that goes was merged into. */
  mergedKeys: Map<number, number>
  undoes: number | null
  importId: number | null
  /** Rows of the act's own bookkeeping (an import's status, a recipient's progress), written in the same transaction. */
  alongside: ((tx: Tx, changeId: number) => Promise<void>)[]
  /** What follows from exactly these writes, once it has been worked out. */
  worked: Consequences | null
  /** Told how many people have been written so far, while the commit goes on. */
  wrote: (people: number) => void
  /** Names drafted in this act, over the roster's. */
  keyByFold: Map<string, number>
  tagByFold: Map<string, number>
}

export function startDraft(roster: Roster, workspace: WorkspaceTable, now: number): Draft {
  return {
    roster,
    now,
    next: {
      person: workspace.next_person,
      key: workspace.next_key,
      tag: workspace.next_tag,
      segment: workspace.next_segment,
      assignment: workspace.next_assignment,
      exception: workspace.next_exception,
      alias: workspace.next_alias,
    },
    people: new PeopleWrites(),
    keys: new Map(),
    tags: new Map(),
    aliases: new Map(),
    segments: new Map(),
    assignments: new Map(),
    exceptions: new Map(),
    withdraw: new Map(),
    giveBack: new Map(),
    renew: new Map(),
    sendFrom: now,
    today: null,
    unchanged: 0,
    refused: 0,
    leftOut: 0,
    lookAlikes: [],
    keyLookAlikes: [],
    said: NOTHING_SAID,
    readBy: new Set(),
    notes: [],
    merged: new Map(),
    mergedKeys: new Map(),
    undoes: null,
    importId: null,
    alongside: [],
    worked: null,
    wrote: () => {},
    keyByFold: new Map(),
    tagByFold: new Map(),
  }
}

/** Puts a person as the act would leave them. Twice in one act: the first before-image and the last state count. */
export function putPerson(draft: Draft, before: PersonRow | null, after: PersonRow): void {
  const earlier = draft.people.get(after.id)
  const first = earlier ? earlier.before : before
  if (first && samePerson(first, after)) {
    draft.people.delete(after.id)
    draft.unchanged += 1
  } else draft.people.set(after.id, { before: first, after })
}

export function createPerson(
  draft: Draft,
  person: Omit<PersonRow, 'id' | 'status' | 'createdAt' | 'updatedAt'>,
): Readonly<PersonRow> {
  const row: PersonRow = {
    ...person,
    id: draft.next.person++,
    status: 'active',
    createdAt: draft.now,
    updatedAt: draft.now,
  }
  draft.people.make(row)
  return row
}

/** The id of a key by its name or another spelling of it. */
export function findKey(draft: Draft, name: string): number | undefined {
  const said = draft.said.keys.get(fold(name))
  const folded = fold(said ?? name)
  const named = draft.keyByFold.get(folded) ?? draft.roster.keyByFold.get(folded)
  if (named !== undefined || said === null) return named
  return readBy(draft, spellingsOf(draft.roster).keys.get(folded))?.key_id ?? undefined
}

/** As `findKey`, and made when there is none. */
export function ensureKey(draft: Draft, name: string): number {
  const known = findKey(draft, name)
  if (known !== undefined) return known
  const meant = draft.said.keys.get(fold(name)) ?? name
  const folded = fold(meant)
  const id = draft.next.key++
  draft.keys.set(id, {
    before: null,
    after: { id, name: ownText(clean(meant)), name_fold: ownText(folded), type: 'text', position: id },
  })
  draft.keyByFold.set(folded, id)
  return id
}

/** The id of a tag by its value or another spelling of it. */
export function findTag(draft: Draft, keyId: number, value: string): number | undefined {
  const said = saidOf(draft, keyId, value)
  const folded = fold(said ?? value)
  const named = draft.tagByFold.get(`${keyId}:${folded}`) ?? draft.roster.tagByFold.get(keyId)?.get(folded)
  if (named !== undefined || said === null) return named
  return readBy(draft, spellingsOf(draft.roster).values.get(keyId)?.get(folded))?.tag_id ?? undefined
}

/** As `findTag`, and made when there is none. */
export function ensureTag(draft: Draft, keyId: number, value: string): number {
  const known = findTag(draft, keyId, value)
  if (known !== undefined) return known
  const meant = saidOf(draft, keyId, value) ?? value
  const folded = fold(meant)
  const id = draft.next.tag++
  draft.tags.set(id, {
    before: null,
    after: { id, key_id: keyId, value: ownText(clean(meant)), value_fold: ownText(folded) },
  })
  draft.tagByFold.set(`${keyId}:${folded}`, id)
  return id
}

function saidOf(draft: Draft, keyId: number, value: string): string | null | undefined {
  if (draft.said.values.size === 0) return undefined
  return draft.said.values.get(keyRow(draft, keyId)?.name_fold ?? '')?.get(fold(value))
}

function readBy(draft: Draft, alias: AliasRow | undefined): AliasRow | undefined {
  if (alias) draft.readBy.add(alias.id)
  return alias
}

export function keyRow(draft: Pick<Draft, 'roster' | 'keys'>, id: number): KeyRow | undefined {
  const write = draft.keys.get(id)
  if (write) return write.after ?? undefined
  const key = draft.roster.keys.get(id)
  return key && { id, name: key.name, name_fold: fold(key.name), type: key.type, position: key.position }
}

export function keyOfTag(draft: Draft, id: number): number | undefined {
  const write = draft.tags.get(id)
  return write ? write.after?.key_id : draft.roster.tags.get(id)?.keyId
}

export function tagRow(draft: Pick<Draft, 'roster' | 'tags'>, id: number): TagRow | undefined {
  const write = draft.tags.get(id)
  if (write) return write.after ?? undefined
  const tag = draft.roster.tags.get(id)
  return tag && { id, key_id: tag.keyId, value: tag.value, value_fold: fold(tag.value) }
}

/** The names as the draft would leave them: what rules of the same act are bound to. */
export function dictionaryOfDraft(draft: Draft): Dictionary {
  const base = dictionaryOfRoster(draft.roster)
  if (draft.keys.size === 0 && draft.tags.size === 0 && draft.segments.size === 0) return base
  const key = (id: number) => keyRow(draft, id)
  const tag = (id: number) => {
    const row = tagRow(draft, id)
    return row && { id, keyId: row.key_id, value: row.value }
  }
  const segment = (id: number) => {
    const write = draft.segments.get(id)
    return write ? (write.after ?? undefined) : base.segmentById(id)
  }
  const created = <T>(writes: Map<number, Write<T>>) =>
    [...writes].filter(([, write]) => write.after).map(([id]) => id)
  const values = Map.groupBy(
    [...draft.tags.values()].flatMap(write => write.after ?? []),
    row => row.key_id,
  )
  return {
    keyByName(folded) {
      for (const write of draft.keys.values()) if (write.after?.name_fold === folded) return write.after
      const found = base.keyByName(folded)
      return found && draft.keys.has(found.id) ? undefined : found
    },
    keyById: key,
    tagByValue(keyId, folded) {
      for (const row of values.get(keyId) ?? [])
        if (row.value_fold === folded) return { id: row.id, value: row.value }
      const found = base.tagByValue(keyId, folded)
      return found && draft.tags.has(found.id) ? undefined : found
    },
    tagById: tag,
    *tagsOfKey(keyId) {
      for (const each of base.tagsOfKey(keyId)) if (!draft.tags.has(each.id)) yield each
      for (const row of values.get(keyId) ?? []) yield { id: row.id, value: row.value }
    },
    segmentByName(folded) {
      for (const write of draft.segments.values()) if (write.after?.name_fold === folded) return write.after
      const found = base.segmentByName(folded)
      return found && draft.segments.has(found.id) ? undefined : found
    },
    segmentById: segment,
    *keys() {
      for (const each of base.keys()) if (!draft.keys.has(each.id)) yield each
      for (const id of created(draft.keys)) {
        const row = key(id)
        if (row) yield row
      }
    },
    *segments() {
      for (const each of base.segments()) if (!draft.segments.has(each.id)) yield each
      for (const write of draft.segments.values()) if (write.after) yield write.after
    },
  }
}
