import type { Draft, Write } from '../draft.ts'
import { backAliases } from './backAliases.ts'
import { backAssignments } from './backAssignments.ts'
import { backKeys, backTags } from './backDictionary.ts'
import { backExceptions } from './backExceptions.ts'
import { backPeople } from './backPeople.ts'
import { backSegments } from './backSegments.ts'
import { type Drawing, keyName } from './drawing.ts'
import { findNeeded, type Needed } from './findNeeded.ts'
import type { Past } from './loadPast.ts'
import { takeNotes } from './notes.ts'
import { rulesFollowTags } from './rulesFollowTags.ts'
import { sameRow, type Three } from './threeWay.ts'

/**
 * Fills the draft with everything as the change found it, as far as it still stands as the change left it; the rest is
 * noted. Pure.
 *
 * What the change created goes first, so that its names are free for what comes back. Whether something still needs it
 * can only be seen when all the rest is in place; then it stays, and everything is drawn once more around it.
 */
export function drawBack(draft: Draft, past: Past): void {
  for (const needed: Needed = new Map(); ; ) {
    const notes = takeNotes()
    const drawing = { draft, past, notes }
    clear(draft)
    takeAway(drawing, needed)
    backKeys(drawing)
    backTags(drawing)
    backAliases(drawing)
    backPeople(drawing)
    backSegments(drawing)
    rulesFollowTags(drawing)
    backAssignments(drawing)
    backExceptions(drawing)
    const found = findNeeded(drawing)
    draft.notes = notes.list()
    if (found.size === 0) return
    for (const [what, why] of found) needed.set(what, why)
  }
}

function clear(draft: Draft): void {
  const { people, keys, tags, aliases, segments, assignments, exceptions } = draft
  for (const writes of [people, keys, tags, aliases, segments, assignments, exceptions]) writes.clear()
  draft.withdraw.clear()
  draft.giveBack.clear()
  draft.unchanged = 0
}

function takeAway({ draft, past, notes }: Drawing, needed: Needed): void {
  const take = <Row extends { id: number }>(
    kind: string,
    threes: readonly Three<Row>[],
    writes: Map<number, Write<Row>>,
    name: (row: Row) => string,
  ) => {
    for (const { id, before, after, current } of threes) {
      if (before !== null || after === null || current === null) continue
      const why = needed.get(`${kind}:${id}`)
      if (why !== undefined) notes.add(() => `The ${kind} “${name(current)}” stays: ${why}.`)
      else if (!sameRow(after, current))
        notes.add(() => `The ${kind} “${name(current)}” stays: it has been changed since.`)
      else writes.set(id, { before: current, after: null })
    }
  }
  take('key', past.keys, draft.keys, row => row.name)
  take('tag', past.tags, draft.tags, row => `${keyName(draft, row.key_id)}: ${row.value}`)
  take('segment', past.segments, draft.segments, row => row.name)
  const drafts = past.assignments.filter(
    ({ after }) => after?.status === 'draft' || after?.status === 'scheduled',
  )
  take('assignment', drafts, draft.assignments, row => row.title)
}
